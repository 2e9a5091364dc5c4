/** How a create ends: the link gets its key, a person is asked, or the ERP refused. */
import { type Actor, inOneText, type Reason, reason } from '@kobling/sdk';
import { fetchActors } from '../fetch.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { BaseField, FieldMapping, Intent, Link, LogEntry } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import { isNormalisationOf } from '../values/equality.ts';
import { commit, type Ended, keyTooLong, laterBy, mappingOf, nowhere, type Work, wellEnded } from '../work.ts';

/** The link gets its key; the base is what was sent, as the ERP keeps it, not today's CRM value; the rest is decided by a fresh read. */
export async function adopt(work: Work, intent: Intent, link: Link, actor: Actor): Promise<Ended> {
  const tooLong = keyTooLong(actor.actorType, actor.erpKey);
  if (tooLong !== undefined)
    return refuse(
      work,
      intent,
      link,
      reason('erp.longKey', `${tooLong} The record was created in the ERP and is not connected.`),
    );
  const mapping = mappingOf(work, intent.actorType);
  const base: Record<string, BaseField> = {};
  const logs: LogEntry[] = [];
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapped = mapping?.fields.find((candidate) => candidate.erpField === erpField);
    if (mapped !== undefined && field.crm !== '')
      base[erpField] = {
        e: asKept(work, mapped, field.value, actor),
        c: field.crm,
        v: mapped.version,
        r: field.crmVersion,
      };
    logs.push({
      linkId: link.id,
      entity: link.entity,
      erpField,
      crmField: mapped?.crmField ?? null,
      kind: 'create',
      target: 'erp',
      oldValue: null,
      newValue: field.value,
      intentId: intent.id,
      message: `Created as ${intent.actorType} ${actor.erpKey}.`,
    });
  }
  const result = await commit(work, {
    links: [
      {
        id: link.id,
        generation: link.generation,
        state: 'active',
        erpKey: actor.erpKey,
        parentKey: actor.parentErpKey ?? link.parentKey,
        base,
        attempts: 0,
        dueAt: null,
        reason: null,
      },
    ],
    logs,
    intentUpdates: [{ id: intent.id, status: 'settled' }],
    hints: [{ linkId: link.id, why: 'created', dueAt: laterBy(work, 0) }],
  });
  if (result.moved.has(link.id)) {
    const message = `Created in the ERP as ${actor.erpKey}, left there: its link was removed meanwhile.`;
    await commit(work, {
      intentUpdates: [{ id: intent.id, status: 'settled', reason: message }],
      logs: [{ ...nowhere, kind: 'notice', message }],
    });
    return wellEnded;
  }
  work.counts.created += 1;
  const links = await work.world.store.linksByIds([link.id]);
  const fresh = await fetchActors(work, links);
  return fresh.end.status === 'done' ? mergeLinks(work, links, fresh.actors, plainMerge) : wellEnded;
}

/** The ERP's own form of what was sent, by its known rules; anything else is somebody's edit, and the base is what was sent (H03). */
function asKept(work: Work, mapping: FieldMapping, sent: string, actor: Actor): string {
  const now = seenInErp(work.setup, mapping, actor);
  return 'value' in now && isNormalisationOf(mapping, sent, now.value, work.setup.card) ? now.value : sent;
}

/** How it went, with what the ERP said of single fields: a form shows it beside them. */
export type CreateEnded = Ended & { readonly fields?: Readonly<Record<string, string>> };

/** The ERP's own words reach the person; the link is history, so that the create can be asked for again. */
export async function refuse(work: Work, intent: Intent, link: Link, why: Reason): Promise<CreateEnded> {
  const message = inOneText(why);
  await commit(work, {
    links: [{ id: link.id, generation: link.generation, state: 'broken', reason: message }],
    logs: [{ ...nowhere, entity: link.entity, linkId: link.id, kind: 'failure', message }],
    intentUpdates: [{ id: intent.id, status: 'failed', reason: message }],
  });
  return why.fields === undefined ? wellEnded : { ...wellEnded, fields: why.fields };
}

/** A person has to say which of `found` it is, or that it is none of them. Nothing is sent for it any more. */
export async function ask(
  work: Work,
  intent: Intent,
  link: Link,
  message: string,
  found: readonly string[],
): Promise<Ended> {
  await commit(work, {
    links: [{ id: link.id, generation: link.generation, state: 'held', reason: message }],
    logs: [{ ...nowhere, entity: link.entity, linkId: link.id, kind: 'held', message }],
    intentUpdates: [{ id: intent.id, status: 'asking', reason: message, foundBefore: found }],
  });
  return wellEnded;
}
