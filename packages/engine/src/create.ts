/**
 * Create in ERP: not idempotent, so the intent with its values is stored first, and the keys that a search finds before.
 * After a crash or a lost answer a new record is adopted only by H09's rule; else it is sent again or a person is asked.
 */
import { type Actor, encodeValue, type ErpActorType, type Reason } from '@kobling/sdk';
import { createMarkOf, findMatches } from './create-search.ts';
import { fetchActors } from './fetch.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import type { ActorMapping, BaseField, EntityRef, Intent, IntentField, Link, LogEntry } from './model.ts';
import { limits } from './limits.ts';
import { aboutToWrite } from './send.ts';
import { effectiveDirection } from './field-states.ts';
import { backoffMs, callOptions, commit, type Ended, laterBy, mappingOf, type Work, wellEnded } from './work.ts';
import { toErp } from './values/convert.ts';

export interface CreateWish {
  readonly actorType: ErpActorType;
  readonly entity: EntityRef;
  /** ERP field to canonical value, as a person filled in. */
  readonly answers: Readonly<Record<string, string>>;
}
export type CreateAnswer =
  | { readonly status: 'created'; readonly erpKey: string }
  | {
      readonly status: 'asking' | 'underWay' | 'refused';
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

/** What the request remembers of its own create, so that one left by a dead worker is taken up and not asked for twice. */
export interface CreateMemory {
  /** The link that it made; undefined: none, as far as it knows. */
  readonly linkId: number | undefined;
  remember(linkId: number): Promise<void>;
}

export async function createInErp(work: Work, wish: CreateWish, memory: CreateMemory): Promise<CreateAnswer> {
  const mapping = mappingOf(work, wish.actorType);
  if (mapping === undefined)
    return {
      status: 'refused',
      message: `${wish.actorType} is not mapped on ${work.setup.name}. Activate its mapping first.`,
    };
  const begun = await takeUp(work, wish, memory.linkId);
  if (begun !== undefined && 'status' in begun) return begun;
  const row = (
    await work.world.store.readCrm(
      wish.entity.kind,
      [wish.entity.id],
      mapping.fields.map((field) => field.crmField),
    )
  ).get(wish.entity.id);
  if (row === undefined)
    return { status: 'refused', message: `The ${wish.entity.kind} ${wish.entity.id} is not in the CRM.` };
  const filled = fill(work, mapping, row.values, row.version, wish.answers);
  if (Object.keys(filled.problems).length > 0) {
    const message = Object.values(filled.problems).join(' ');
    if (begun !== undefined) await work.world.store.breakLinks(work.lease, [begun.id], message);
    return { status: 'refused', message, fields: filled.problems };
  }
  const parent =
    wish.entity.kind === 'person' ? ((await work.world.store.parentOf(work.setup.id, wish.entity)) ?? null) : null;
  const link = begun ?? (await newLink(work, wish, parent?.erpKey ?? null));
  if ('status' in link) return link;
  await memory.remember(link.id);
  const stored = await commit(work, {
    intents: [
      {
        linkId: link.id,
        generation: link.generation,
        actorType: wish.actorType,
        erpKey: null,
        kind: 'create',
        fields: filled.fields,
        mappingVersion: work.setup.mappingVersion,
        parent,
      },
    ],
  });
  const intent = stored.intents[0];
  if (intent !== undefined) await carryOutCreate(work, intent);
  return outcomeOf(work, link.id);
}

/**
 * What a worker that died left of this create. A link without an intent: nothing was sent, go on with it. With one: it is
 * carried out or looked into, and that is the answer.
 */
async function takeUp(
  work: Work,
  wish: CreateWish,
  known: number | undefined,
): Promise<Link | CreateAnswer | undefined> {
  const { store } = work.world;
  const links =
    known === undefined
      ? await store.linksByEntities(work.setup.id, wish.entity.kind, [wish.entity.id])
      : await store.linksByIds([known]);
  const link = links.find(({ actorType }) => actorType === wish.actorType);
  if (link?.state !== 'creating')
    return known === undefined || link === undefined ? undefined : outcomeOf(work, link.id);
  if (!(await store.fieldsUnderWay([link.id])).has(link.id)) return link;
  const due = await store.intentsDue(work.lease, work.world.clock.now(), limits.batch);
  const intent = due.find(({ kind, linkId }) => kind === 'create' && linkId === link.id);
  if (intent !== undefined) await carryOutCreate(work, intent);
  return outcomeOf(work, link.id);
}

async function newLink(work: Work, wish: CreateWish, parentKey: string | null): Promise<Link | CreateAnswer> {
  const made = await work.world.store.createLink(work.lease, work.run, {
    actorType: wish.actorType,
    erpKey: null,
    entity: wish.entity,
    parentKey,
    state: 'creating',
    lastModified: null,
  });
  return made.status === 'linked' ? made.link : { status: 'refused', message: refusal[made.status] };
}

const refusal = {
  taken: 'The record already has a link on this connection. Disconnect it first.',
  parent: 'Connect the person’s company on this connection first.',
  gone: 'The record was deleted in the CRM.',
} as const;

async function outcomeOf(work: Work, linkId: number): Promise<CreateAnswer> {
  const link = (await work.world.store.linksByIds([linkId]))[0];
  if (link?.erpKey !== null && link?.erpKey !== undefined && link.state !== 'broken')
    return { status: 'created', erpKey: link.erpKey };
  const message = link?.reason ?? 'It is under way.';
  return {
    status: link === undefined || link.state === 'broken' ? 'refused' : link.state === 'held' ? 'asking' : 'underWay',
    message,
  };
}

interface Filled {
  readonly fields: Record<string, IntentField>;
  readonly problems: Record<string, string>;
}

/** Values through mapping, then answers, then defaults; what is mandatory and still blank is named. */
function fill(
  work: Work,
  mapping: ActorMapping,
  crm: Readonly<Record<string, string>>,
  crmVersion: number,
  answers: Readonly<Record<string, string>>,
): Filled {
  const filled: Filled = { fields: {}, problems: {} };
  const put = (erpField: string, value: string, from: string): void => {
    if (value !== '') filled.fields[erpField] = { value, before: null, crm: from, crmVersion, kind: 'create' };
  };
  for (const field of mapping.fields) {
    const held = crm[field.crmField] ?? '';
    const direction = effectiveDirection(field);
    const carried = direction === 'both' || direction === 'toErp';
    const converted = carried && held !== '' ? toErp(field, held, work.setup.zone) : { ok: true as const, value: '' };
    if (!converted.ok) filled.problems[field.erpField] = converted.message;
    const value =
      answers[field.erpField] ??
      (converted.ok && converted.value !== '' ? converted.value : held === '' ? (field.defaultValue ?? '') : '');
    put(field.erpField, value, held);
    if (value === '' && field.erpAccess === 'mandatory' && converted.ok)
      filled.problems[field.erpField] = `${field.erpField} must be filled in.`;
  }
  for (const field of mapping.createFields) {
    if (mapping.fields.some((mapped) => mapped.erpField === field.erpField)) continue;
    const value = answers[field.erpField] ?? field.defaultValue;
    put(field.erpField, value, '');
    if (value === '' && field.mandatory) filled.problems[field.erpField] = `${field.displayName} must be filled in.`;
  }
  return filled;
}

/** Takes a create intent as far as it goes now. Also called for those that an earlier worker left open. */
export async function carryOutCreate(work: Work, intent: Intent): Promise<Ended> {
  const link = (await work.world.store.linksByIds([intent.linkId]))[0];
  if (intent.status !== 'open') return recoverCreate(work, intent, link);
  if (link === undefined || link.state === 'broken' || link.generation !== intent.generation) {
    await commit(work, {
      intentUpdates: [{ id: intent.id, status: 'dropped', reason: 'The link was removed before it was sent.' }],
    });
    return wellEnded;
  }
  let known = intent.foundBefore;
  if (known === null) {
    const search = await findMatches(work, intent);
    if ('end' in search) return search.end;
    known = search.keys;
    if (known.length > 0)
      return ask(
        work,
        intent,
        link,
        `The ERP already has ${intent.actorType} ${known.slice(0, 5).join(', ')} with the same values. Connect to it, or confirm that a new one is wanted.`,
        known,
      );
    await commit(work, { intentUpdates: [{ id: intent.id, status: 'open', foundBefore: known }] });
  }
  await aboutToWrite(work, [intent.id]);
  const outcome = await work.world.erp.createActor(
    {
      actorType: intent.actorType,
      fieldValues: payload(work, intent),
      ...(intent.parent !== null && { parentActorType: intent.parent.actorType, parentErpKey: intent.parent.erpKey }),
    },
    callOptions(work),
  );
  switch (outcome.status) {
    case 'done':
      return adopt(work, intent, link, outcome.value);
    case 'rejected':
      return refuse(work, intent, link, outcome.reason);
    case 'retry':
      await commit(work, {
        intentUpdates: [
          {
            id: intent.id,
            status: 'open',
            attempts: intent.attempts + 1,
            foundBefore: known,
            dueAt: laterBy(work, outcome.afterMs ?? backoffMs(intent.attempts)),
            reason: outcome.reason.message,
          },
        ],
      });
      return { status: 'unreachable', reason: outcome.reason };
    case 'unknown':
      await commit(work, {
        intentUpdates: [
          {
            id: intent.id,
            status: 'unknown',
            attempts: intent.attempts + 1,
            foundBefore: known,
            dueAt: laterBy(work, work.setup.card.callDeadlineMs),
            reason: outcome.reason.message,
          },
        ],
      });
      return { status: 'unreachable', reason: outcome.reason };
  }
}

function payload(work: Work, intent: Intent): Record<string, string> {
  const mapping = mappingOf(work, intent.actorType);
  const typeOf = (erpField: string) =>
    mapping?.fields.find((field) => field.erpField === erpField)?.erpType ??
    mapping?.createFields.find((field) => field.erpField === erpField)?.type ??
    'text';
  const values = Object.fromEntries(
    Object.entries(intent.fields).map(([erpField, field]) => [erpField, encodeValue(typeOf(erpField), field.value)]),
  );
  const mark = work.setup.card.createMark;
  return mark === undefined ? values : { ...values, [mark]: createMarkOf(intent) };
}

/** H09: nobody knows whether it happened. Only a single key that was not there before and belongs to nobody is ours. */
async function recoverCreate(work: Work, intent: Intent, link: Link | undefined): Promise<Ended> {
  const search = await findMatches(work, intent);
  if ('end' in search) {
    await commit(work, {
      intentUpdates: [{ id: intent.id, status: 'unknown', dueAt: laterBy(work, backoffMs(intent.attempts)) }],
    });
    return search.end;
  }
  const before = new Set(intent.foundBefore ?? []);
  const claimed = await work.world.store.claimedKeys(work.setup.id, intent.actorType, search.keys);
  const ours = search.keys.filter((key) => !before.has(key) && !claimed.has(key));
  const standing =
    link !== undefined && link.state !== 'broken' && link.generation === intent.generation ? link : undefined;
  const only = ours.length === 1 ? search.actors.get(ours[0] ?? '') : undefined;
  if (standing === undefined) {
    const message =
      ours.length === 1
        ? `Created in the ERP as ${ours[0]}, left there: its link was removed meanwhile.`
        : 'The link was removed before the create was confirmed.';
    await commit(work, {
      intentUpdates: [{ id: intent.id, status: 'dropped', reason: message }],
      logs: [{ ...nowhere, kind: 'notice', message }],
    });
    return wellEnded;
  }
  if (only !== undefined) return adopt(work, intent, standing, only);
  if (ours.length > 1)
    return ask(
      work,
      intent,
      standing,
      `It is not certain which of ${ours.slice(0, 5).join(', ')} was created for this record. Connect the right one.`,
      null,
    );
  if (!work.setup.card.searchIsComplete)
    return ask(
      work,
      intent,
      standing,
      'The ERP did not say whether the record was created, and its search cannot tell. Look in the ERP, then connect it or create again.',
      null,
    );
  // Search is complete and immediate, and one deadline has passed: it did not happen.
  await commit(work, {
    intentUpdates: [{ id: intent.id, status: 'open', dueAt: laterBy(work, 0), attempts: intent.attempts + 1 }],
  });
  return carryOutCreate(work, {
    ...intent,
    status: 'open',
    attempts: intent.attempts + 1,
    foundBefore: intent.foundBefore ?? [],
  });
}

const nowhere = {
  linkId: null,
  entity: null,
  erpField: null,
  crmField: null,
  target: null,
  oldValue: null,
  newValue: null,
} as const;

/** The link gets its key; the base is what was sent, not today's CRM value; the rest is decided by a fresh read. */
async function adopt(work: Work, intent: Intent, link: Link, actor: Actor): Promise<Ended> {
  const mapping = mappingOf(work, intent.actorType);
  const base: Record<string, BaseField> = {};
  const logs: LogEntry[] = [];
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapped = mapping?.fields.find((candidate) => candidate.erpField === erpField);
    if (mapped !== undefined && field.crm !== '')
      base[erpField] = { e: field.value, c: field.crm, v: mapped.version, r: field.crmVersion };
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

/** The ERP's own words reach the person; the link is history, so that the create can be asked for again. */
async function refuse(work: Work, intent: Intent, link: Link, why: Reason): Promise<Ended> {
  const fields = Object.entries(why.fields ?? {}).map(([field, text]) => `${field}: ${text}`);
  const message = [why.message, ...fields].join(' ');
  await commit(work, {
    links: [{ id: link.id, generation: link.generation, state: 'broken', reason: message }],
    logs: [{ ...nowhere, entity: link.entity, linkId: link.id, kind: 'failure', message }],
    intentUpdates: [{ id: intent.id, status: 'failed', reason: message }],
  });
  return wellEnded;
}

async function ask(
  work: Work,
  intent: Intent,
  link: Link,
  message: string,
  foundBefore: readonly string[] | null,
): Promise<Ended> {
  await commit(work, {
    links: [{ id: link.id, generation: link.generation, state: 'held', reason: message }],
    logs: [{ ...nowhere, entity: link.entity, linkId: link.id, kind: 'held', message }],
    intentUpdates: [{ id: intent.id, status: 'asking', reason: message, ...(foundBefore !== null && { foundBefore }) }],
  });
  return wellEnded;
}
