/**
 * Settle: what became of intents. The base moves for the fields that were sent and answered, and for no other (H01); an
 * answer other than what was sent is the ERP's own form of it, or another person's value (H03).
 */
import { type Actor, type Reason, reason } from '@kobling/sdk';
import { askByKey } from './fetch.ts';
import { stillWas } from './field-states.ts';
import { limits } from './limits.ts';
import type { BaseField, Intent, IntentField, Link, LogEntry } from './model.ts';
import { seenInErp } from './plan-link.ts';
import { rowUnseen } from './row-hash.ts';
import type { IntentUpdate, LinkUpdate, NewLateValue } from './ports.ts';
import { fieldMapping, holdsBefore, holdsSent, isAskedFor, isUndo, standingLinks } from './intents.ts';
import { follow } from './states.ts';
import { isNormalisationOf, sameErp } from './values/equality.ts';
import {
  againHints,
  backoffMs,
  commit,
  type Ended,
  laterBy,
  mappingOf,
  nowhere,
  type Work,
  wellEnded,
} from './work.ts';

export type Answered =
  /** The connector says that it saved, and what it holds now. */
  | { readonly how: 'saved'; readonly actor: Actor }
  /** Read by key after an unknown outcome, or because the answer lacked something. */
  | { readonly how: 'reread'; readonly actor: Actor }
  /** Not written: the ERP held something else than expected. */
  | { readonly how: 'moved' }
  | { readonly how: 'rejected'; readonly reason: Reason }
  /** The outcome is not known, and the ERP does not return the actor. */
  | { readonly how: 'gone' }
  /** The answer did not speak of this actor. `actor`: as it was read after that, without anything of what was sent. */
  | { readonly how: 'unconfirmed'; readonly actor?: Actor }
  /** Nor did the ERP return it when asked for it: one such answer says nothing (H23). */
  | { readonly how: 'unseen' };
export interface Pair {
  readonly intent: Intent;
  readonly answer: Answered;
}

interface Draft {
  readonly links: LinkUpdate[];
  readonly logs: LogEntry[];
  readonly intentUpdates: IntentUpdate[];
  readonly late: NewLateValue[];
  /** Links to decide again. */
  readonly again: Set<number>;
}
const emptyDraft = (): Draft => ({ links: [], logs: [], intentUpdates: [], late: [], again: new Set() });

export interface Settled {
  readonly end: Ended;
  /** Rejected as a whole, with more than one field: to be tried field by field (H31). */
  readonly refused: readonly Pair[];
}

export async function settle(work: Work, pairs: readonly Pair[], again: Set<number>): Promise<Settled> {
  const completed = await completeAnswers(work, pairs);
  if (!Array.isArray(completed)) return { end: completed, refused: [] };
  const links = await standingLinks(
    work,
    pairs.map(({ intent }) => intent),
  );
  const draft = emptyDraft();
  const refused: Pair[] = [];
  for (const pair of completed) {
    const link = links.get(pair.intent.linkId);
    if (pair.answer.how === 'unseen') draft.intentUpdates.push(staysUnknown(work, pair.intent));
    else if (link === undefined) leftBehind(work, draft, pair);
    else if (pair.answer.how === 'rejected' && Object.keys(pair.intent.fields).length > 1) refused.push(pair);
    else settleOne(work, draft, link, pair);
  }
  await commitDraft(work, draft, again);
  return { end: wellEnded, refused };
}

async function commitDraft(work: Work, { again: ofDraft, ...draft }: Draft, again: Set<number>): Promise<void> {
  await commit(work, { ...draft, hints: againHints(work, ofDraft) });
  for (const id of ofDraft) again.add(id);
}

/**
 * Settles one field of an intent and leaves the intent open for those that are `left`: a crash tells no field twice (H37). False:
 * what became of the field is not known, and the intent waits to be looked at.
 */
export async function settleField(
  work: Work,
  link: Link,
  pair: Pair,
  left: Readonly<Record<string, IntentField>>,
  again: Set<number>,
): Promise<boolean | Ended> {
  const completed = await completeAnswers(work, [pair]);
  if (!Array.isArray(completed)) return completed;
  const draft = emptyDraft();
  for (const one of completed) {
    if (one.answer.how === 'unseen') {
      await commit(work, { intentUpdates: [staysUnknown(work, one.intent)] });
      return false;
    }
    settleOne(work, draft, link, one);
  }
  await commitDraft(work, { ...draft, intentUpdates: [{ id: pair.intent.id, status: 'sent', fields: left }] }, again);
  return true;
}

const staysUnknown = (work: Work, intent: Intent): IntentUpdate => ({
  id: intent.id,
  status: 'unknown',
  attempts: intent.attempts + 1,
  dueAt: laterBy(work, backoffMs(intent.attempts)),
});

/** Sent fields that an answer lacks are fetched; what the answer did not confirm is looked at (H03). */
async function completeAnswers(work: Work, pairs: readonly Pair[]): Promise<Pair[] | Ended> {
  const open = pairs.filter(
    ({ intent, answer }) =>
      answer.how === 'unconfirmed' || (answer.how === 'saved' && lacksSentField(work, intent, answer.actor)),
  );
  const first = open[0];
  if (first === undefined) return [...pairs];
  const fields = [...new Set(open.flatMap(({ intent }) => Object.keys(intent.fields)))];
  const read = await askByKey(
    work,
    first.intent.actorType,
    open.map(({ intent }) => intent.erpKey ?? ''),
    fields,
  );
  if (!(read instanceof Map)) {
    await commit(work, {
      intentUpdates: pairs.map(({ intent }) => staysUnknown(work, intent)),
    });
    return read;
  }
  return pairs.map((pair) => {
    if (!open.includes(pair)) return pair;
    const actor = read.get(pair.intent.erpKey ?? '');
    if (actor === undefined) return pair.answer.how === 'saved' ? pair : { ...pair, answer: { how: 'unseen' } };
    if (pair.answer.how === 'saved')
      return {
        ...pair,
        answer: {
          how: 'saved',
          actor: { ...actor, fieldValues: { ...actor.fieldValues, ...pair.answer.actor.fieldValues } },
        },
      };
    // Nothing of it arrived: that is a refusal without words, to be tried again later.
    const how = holdsAnySent(work, pair.intent, actor) ? 'reread' : 'unconfirmed';
    return { ...pair, answer: { how, actor } };
  });
}

const lacksSentField = (work: Work, intent: Intent, actor: Actor): boolean =>
  !work.setup.card.omitsBlanks &&
  Object.keys(intent.fields).some((erpField) => actor.fieldValues[erpField] === undefined);

const holdsAnySent = (work: Work, intent: Intent, actor: Actor): boolean =>
  Object.keys(intent.fields).some((erpField) => holdsSent(work, intent, erpField, actor) === 'sent');

function settleOne(work: Work, draft: Draft, link: Link, { intent, answer }: Pair): void {
  switch (answer.how) {
    case 'saved':
      return settleSaved(work, draft, link, intent, answer.actor);
    case 'reread':
      return settleReread(work, draft, link, intent, answer.actor);
    case 'gone':
    case 'moved':
      if (answer.how === 'gone')
        draft.logs.push(...Object.keys(intent.fields).flatMap((field) => mayBeLost(intent, field, link)));
      draft.intentUpdates.push({
        id: intent.id,
        status: 'dropped',
        reason: 'The ERP value moved before it was written.',
      });
      if (!isUndo(intent)) draft.again.add(link.id);
      return;
    case 'rejected':
      return settleFailed(work, draft, link, intent, answer.reason);
    case 'unseen':
      draft.intentUpdates.push(staysUnknown(work, intent));
      return;
    case 'unconfirmed':
      draft.logs.push(...mayBeLostOf(work, intent, answer.actor, link));
      return settleFailed(
        work,
        draft,
        link,
        intent,
        reason('erp.unconfirmed', 'The ERP did not confirm the change, and does not show it.'),
      );
  }
}

function settleSaved(work: Work, draft: Draft, link: Link, intent: Intent, actor: Actor): void {
  const base: Record<string, BaseField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    const now = seenInErp(work.setup, mapping, actor);
    const ours =
      holdsSent(work, intent, erpField, actor) === 'sent' ||
      (work.setup.card.normalisers.length > 0 &&
        'value' in now &&
        isNormalisationOf(mapping, field.value, now.value, work.setup.card));
    const answered = 'value' in now && ours ? now.value : field.value;
    // Another person's value: the base is what we sent, so that theirs is seen as the ERP's change (H03).
    if (!ours) draft.again.add(link.id);
    base[erpField] = basePair(field, mapping.version, answered);
    draft.logs.push(logRow(link, intent, erpField, mapping.crmField, field, answered));
  }
  if (otherFieldsMoved(work, link, intent, actor)) draft.again.add(link.id);
  draft.links.push({
    id: link.id,
    generation: link.generation,
    base,
    lastModified: actor.lastModified,
    ...rowUnseen(link),
    ...healed(link, intent),
  });
  draft.intentUpdates.push({ id: intent.id, status: 'settled' });
}

/**
 * What arrived is settled. What did not is decided again, as a conflict where both sides changed; what a person asked for is sent
 * again, where the ERP still holds what it held before (H14).
 */
function settleReread(work: Work, draft: Draft, link: Link, intent: Intent, actor: Actor): void {
  const base: Record<string, BaseField> = {};
  const left: Record<string, IntentField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    if (holdsSent(work, intent, erpField, actor) !== 'sent') {
      if (isAskedFor(field) && intent.attempts < limits.attempts && holdsBefore(work, intent, erpField, actor)) {
        left[erpField] = field;
        continue;
      }
      draft.late.push(mayLand(work, link, erpField, field.value));
      if (!holdsBefore(work, intent, erpField, actor)) draft.logs.push(...mayBeLost(intent, erpField, link));
      continue;
    }
    const now = seenInErp(work.setup, mapping, actor);
    const answered = 'value' in now ? now.value : field.value;
    base[erpField] = basePair(field, mapping.version, answered);
    draft.logs.push(logRow(link, intent, erpField, mapping.crmField, field, answered));
  }
  const settled = Object.keys(base).length;
  draft.links.push({
    id: link.id,
    generation: link.generation,
    ...(settled > 0 && { base, lastModified: actor.lastModified, ...rowUnseen(link) }),
  });
  const more = Object.keys(left).length;
  draft.intentUpdates.push(
    more > 0
      ? {
          ...staysUnknown(work, intent),
          status: 'open',
          fields: left,
          reason: 'It did not arrive in the ERP; sent again.',
        }
      : {
          id: intent.id,
          status: settled > 0 ? 'settled' : 'dropped',
          reason: settled > 0 ? null : 'It did not arrive in the ERP; decided again.',
        },
  );
  if (settled + more < Object.keys(intent.fields).length || more === 0) draft.again.add(link.id);
}

/** Nobody knows what became of it: it may wait in the ERP's own queue (H13). */
const mayLand = (work: Work, link: Link, erpField: string, value: string): NewLateValue => ({
  linkId: link.id,
  generation: link.generation,
  erpField,
  value,
  until: laterBy(work, limits.lateMs),
});

const basePair = (field: IntentField, version: number, answered: string): BaseField => ({
  e: answered,
  c: field.crm,
  v: version,
  r: field.crmVersion,
  ...(field.flag !== undefined && { flag: field.flag }),
});

const logRow = (
  link: Link,
  intent: Intent,
  erpField: string,
  crmField: string,
  field: IntentField,
  answered: string,
): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField,
  crmField,
  kind: field.kind,
  target: 'erp',
  oldValue: field.before,
  newValue: answered,
  loserValue: field.loserValue ?? null,
  winnerValue: field.winnerValue ?? null,
  intentId: intent.id,
  undoes: field.undoes ?? null,
});

/** All else in the answer is a fresh observation (H01). */
function otherFieldsMoved(work: Work, link: Link, intent: Intent, actor: Actor): boolean {
  for (const mapping of mappingOf(work, link.actorType)?.fields ?? []) {
    const known = link.base[mapping.erpField]?.e;
    if (
      intent.fields[mapping.erpField] !== undefined ||
      known === undefined ||
      known === null ||
      actor.fieldValues[mapping.erpField] === undefined
    )
      continue;
    const now = seenInErp(work.setup, mapping, actor);
    if ('value' in now && !sameErp(mapping.erpType, now.value, known, work.setup.card)) return true;
  }
  return false;
}

const healed = (link: Link, intent: Intent): Partial<LinkUpdate> => {
  const others = Object.entries(link.base).some(
    ([erpField, field]) => intent.fields[erpField] === undefined && field.fail?.code.startsWith('erp.') === true,
  );
  const state = link.state === 'active' || others ? undefined : follow(link.state, 'settled');
  return state === undefined ? {} : { state, attempts: 0, dueAt: null, reason: null };
};

/** The fields of the intent failed: reported, and tried again when a side changes or the time comes; parked after many (H31). */
function settleFailed(work: Work, draft: Draft, link: Link, intent: Intent, why: Reason): void {
  const base: Record<string, BaseField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    const message = why.fields?.[erpField] ?? why.message;
    const old = link.base[erpField];
    const code = why.code.startsWith('erp.') ? why.code : `erp.${why.code}`;
    base[erpField] = {
      e: old?.e ?? null,
      c: old?.c ?? null,
      v: old?.v ?? mapping.version,
      r: old?.r ?? field.crmVersion,
      flag: 'failed',
      fail: { code, message, e: field.before, c: field.crm, ...stillWas(old) },
    };
    const known = old?.fail?.message === message && old.fail.e === field.before && old.fail.c === field.crm;
    if (!known)
      draft.logs.push({
        ...logRow(link, intent, erpField, mapping.crmField, field, field.value),
        kind: 'failure',
        target: null,
        loserValue: null,
        winnerValue: null,
        message,
      });
  }
  const attempts = link.attempts + 1;
  const given = attempts >= limits.attempts;
  const state = follow(link.state, given ? 'gaveUp' : 'failed');
  draft.links.push({
    id: link.id,
    generation: link.generation,
    base,
    attempts,
    reason: why.message,
    dueAt: laterBy(work, given ? limits.parkedMs : backoffMs(attempts)),
    ...(state !== undefined && { state }),
  });
  draft.intentUpdates.push({ id: intent.id, status: 'failed', reason: why.message });
}

/** The link was unlinked or made anew meanwhile: the effect is only noted (H17). */
function leftBehind(work: Work, draft: Draft, { intent, answer }: Pair): void {
  draft.intentUpdates.push({
    id: intent.id,
    status: answer.how === 'saved' || answer.how === 'reread' ? 'settled' : 'dropped',
    reason: 'The link was removed meanwhile.',
  });
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const arrived =
      answer.how === 'saved' || (answer.how === 'reread' && holdsSent(work, intent, erpField, answer.actor) === 'sent');
    if (arrived)
      draft.logs.push({
        ...nowhere,
        erpField,
        kind: field.kind,
        target: 'erp',
        oldValue: field.before,
        newValue: field.value,
        loserValue: field.loserValue ?? null,
        winnerValue: field.winnerValue ?? null,
        intentId: intent.id,
        message: `Written to ${intent.actorType} ${intent.erpKey}, whose link was removed meanwhile.`,
      });
    else if (answer.how === 'gone' || (answer.how === 'reread' && !holdsBefore(work, intent, erpField, answer.actor)))
      draft.logs.push(...mayBeLost(intent, erpField, undefined));
  }
}

/** Beside the intent's own rows, which tell of its failure: fields that hold neither what was sent nor what was there before. */
const mayBeLostOf = (work: Work, intent: Intent, actor: Actor | undefined, link: Link): readonly LogEntry[] =>
  actor === undefined
    ? []
    : Object.keys(intent.fields)
        .filter((erpField) => !holdsBefore(work, intent, erpField, actor))
        .flatMap((erpField) => mayBeLost(intent, erpField, link).map((row) => ({ ...row, intentId: null })));

/**
 * A write whose outcome is not known, and the ERP holds neither what was sent nor what was there before: ours may have stood in
 * between, over a value that lost to it (H14).
 */
function mayBeLost(intent: Intent, erpField: string, link: Link | undefined): readonly LogEntry[] {
  const { loserValue, winnerValue, before, value, kind } = intent.fields[erpField] ?? {};
  // What a plain write takes the place of had been agreed on; what a resync or an undo does may be anybody's.
  const lost = loserValue ?? (kind === 'write' || kind === 'default' ? null : before);
  if (lost === undefined || lost === null) return [];
  return [
    {
      ...nowhere,
      linkId: link?.id ?? null,
      entity: link?.entity ?? null,
      erpField,
      kind: 'notice',
      oldValue: before ?? null,
      newValue: value ?? null,
      loserValue: lost,
      winnerValue: winnerValue ?? null,
      intentId: intent.id,
      message: `${erpField} of ${intent.actorType} ${intent.erpKey} may have been overwritten; the write was never confirmed.`,
    },
  ];
}
