/** Takes a create intent as far as it goes: search, send, adopt; or find out what became of one whose answer was lost (H09). */
import { encodeValue, reason } from '@kobling/sdk';
import { askByKey } from '../fetch.ts';
import type { Intent, Link } from '../model.ts';
import { aboutToWrite } from '../send/call.ts';
import {
  backoffMs,
  callOptions,
  commit,
  type Ended,
  laterBy,
  mappingOf,
  nowhere,
  type Work,
  wellEnded,
} from '../work.ts';
import { adopt, ask, type CreateEnded, refuse } from './outcome.ts';
import { createMarkOf, findMatches } from './search.ts';

/**
 * Takes a create intent as far as it goes now. Also called for those that an earlier worker left open: then without `despite`,
 * the keys that a person said are others, and so the person is asked once more.
 */
export async function carryOutCreate(
  work: Work,
  intent: Intent,
  despite: readonly string[] = [],
): Promise<CreateEnded> {
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
    if (known.some((key) => !despite.includes(key)))
      return ask(
        work,
        intent,
        link,
        `The ERP already has ${intent.actorType} ${known.slice(0, 5).join(', ')} with the same values. Connect to it, or confirm that a new one is wanted.`,
        known,
      );
    await commit(work, { intentUpdates: [{ id: intent.id, status: 'open', foundBefore: known }] });
  }
  return send(work, intent, link, known);
}

async function send(work: Work, intent: Intent, link: Link, known: readonly string[]): Promise<CreateEnded> {
  // As it is now: the company may have been connected elsewhere since the wish (H33).
  const parent = await work.world.store.parentOf(work.setup.id, link.entity);
  if (link.entity.kind === 'person' && parent === undefined)
    return refuse(
      work,
      intent,
      link,
      reason('create.parent', `The person’s company is not connected on ${work.setup.name}. Connect it first.`),
    );
  await aboutToWrite(work, [intent.id]);
  const outcome = await work.world.erp.createActor(
    {
      actorType: intent.actorType,
      fieldValues: payload(work, intent),
      ...(parent !== undefined && { parentActorType: parent.actorType, parentErpKey: parent.erpKey }),
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

/** The search answered some fields only: what the ERP made of the others is its own form of them, not somebody's edit (H03). */
async function adoptFound(work: Work, intent: Intent, link: Link, erpKey: string): Promise<Ended> {
  const answer = await askByKey(work, intent.actorType, [erpKey], Object.keys(intent.fields));
  const actor = answer instanceof Map ? answer.get(erpKey) : undefined;
  if (actor !== undefined) return adopt(work, intent, link, actor);
  const dueAt = laterBy(work, backoffMs(intent.attempts));
  await commit(work, { intentUpdates: [{ id: intent.id, status: 'unknown', dueAt }] });
  return answer instanceof Map ? wellEnded : answer;
}

/** H09: nobody knows whether it happened. Only a single key that was not there before and belongs to nobody is ours. */
async function recoverCreate(work: Work, intent: Intent, link: Link | undefined): Promise<CreateEnded> {
  const parent = link === undefined ? undefined : await work.world.store.parentOf(work.setup.id, link.entity);
  // Where its company was connected elsewhere meanwhile, nobody knows which of the two it was sent under.
  const search = await findMatches(
    work,
    parent?.erpKey === intent.parent?.erpKey ? intent : { ...intent, parent: null },
  );
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
  const { searchIsComplete, createMark } = work.setup.card;
  if (only !== undefined && (searchIsComplete || createMark !== undefined))
    return adoptFound(work, intent, standing, only.erpKey);
  // Such a search may have missed an equal record before the create as well.
  if (only !== undefined)
    return ask(
      work,
      intent,
      standing,
      `${intent.actorType} ${only.erpKey} bears the same name as the record that was to be created; whether it is that one, the ERP did not say. Connect it, or create again.`,
      [only.erpKey],
    );
  if (ours.length > 1)
    return ask(
      work,
      intent,
      standing,
      `It is not certain which of ${ours.slice(0, 5).join(', ')} was created for this record. Connect the right one.`,
      ours,
    );
  if (!searchIsComplete)
    return ask(
      work,
      intent,
      standing,
      'The ERP did not say whether the record was created, and its search cannot tell. Look in the ERP, then connect it or create again.',
      [],
    );
  // Search is complete and immediate, and one deadline has passed: it did not happen. The attempt was counted when its answer was lost.
  await commit(work, { intentUpdates: [{ id: intent.id, status: 'open', dueAt: laterBy(work, 0) }] });
  return carryOutCreate(work, { ...intent, status: 'open', foundBefore: intent.foundBefore ?? [] });
}
