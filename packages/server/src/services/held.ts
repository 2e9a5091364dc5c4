/** Fields that wait for a person (H18, H28, H29): what there is, and the answers, which the lease holder carries out. */
import type { HeldSelection, HeldWhy, RequestBody, Side } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addRequest,
  connectionNames,
  connectionsOfHeld,
  connectionsTurning,
  type HeldGroup,
  heldGroups,
  type HeldRow,
  heldRows,
} from '@kobling/store';
import { findConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

export const listHeld = async (
  hub: ServiceHub,
  connectionId?: number,
): Promise<Outcome<{ readonly groups: readonly HeldGroup[]; readonly total: number }>> =>
  done(await heldGroups(hub.db, connectionId));

/** Without a connection's rows: the page after `afterId`. */
export const listHeldRows = (
  hub: ServiceHub,
  query: {
    readonly connectionId: number;
    readonly selection: HeldSelection;
    readonly afterId: number;
    readonly limit: number;
  },
): Promise<readonly HeldRow[]> => heldRows(hub.db, query.connectionId, query.selection, query.afterId, query.limit);

export interface HeldAnswerWish {
  readonly connectionId: number;
  readonly answer: 'approve' | 'reject';
  readonly selection: HeldSelection;
  readonly take?: Side | undefined;
}

/** An answer about a field that two ERPs turn is for both of them. Wakes the connections. */
export async function answerHeld(
  hub: ServiceHub,
  wish: HeldAnswerWish,
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const names = await connectionNames(hub.db);
  const { selection } = wish;
  if (!names.some((item) => item.id === wish.connectionId))
    return rejected('held.noConnection', `There is no connection ${wish.connectionId}. Look at the list again.`);
  if (wish.answer === 'approve' && wish.take === undefined && 'why' in selection && selection.why === 'ask')
    return rejected('held.take', 'Say whose value stands: the ERP’s or the CRM’s.');
  const wanted = [{ id: wish.connectionId, held: selection }];
  if ('why' in selection && selection.why === 'oscillating') {
    const others = await connectionsTurning(hub.db, wish.connectionId, selection.actorType, selection.erpField);
    for (const { connectionId: id, actorType, erpField } of others)
      wanted.push({ id, held: { why: 'oscillating', actorType, erpField } });
  }
  const started: StartedRequest[] = [];
  for (const { id, held } of wanted) {
    const requestId = await addRequest(hub.db, id, bodyOf(wish, held), by);
    started.push({ requestId, connection: names.find((item) => item.id === id)?.name ?? '' });
  }
  await addAudit(hub.db, {
    by,
    action: wish.answer === 'approve' ? 'held fields approved' : 'held fields rejected',
    subject: 'ids' in selection ? `${selection.ids.length} fields` : `${selection.actorType} ${selection.erpField}`,
  });
  await hub.wake(wanted.map(({ id }) => id));
  return done(started);
}

const bodyOf = ({ answer, take }: HeldAnswerWish, held: HeldSelection): RequestBody =>
  answer === 'reject' ? { kind: 'reject', held } : { kind: 'release', held, ...(take !== undefined && { take }) };

/** As the command line names groups: by what people read. Nothing given: all that is held. */
export interface HeldFilter {
  readonly connection?: string | undefined;
  /** A field's key on either side, without regard to case. */
  readonly field?: string | undefined;
  readonly why?: HeldWhy | undefined;
  readonly value?: string | undefined;
}

export async function filterHeld(hub: ServiceHub, filter: HeldFilter): Promise<Outcome<readonly HeldGroup[]>> {
  const connection = filter.connection === undefined ? undefined : await findConnection(hub, filter.connection);
  if (connection !== undefined && connection.status !== 'done') return connection;
  const { groups } = await heldGroups(hub.db, connection?.value.id);
  const field = filter.field?.toLowerCase();
  return done(
    groups.filter(
      (group) =>
        (field === undefined ||
          group.field.erpField.toLowerCase() === field ||
          group.field.crmField.toLowerCase() === field) &&
        (filter.why === undefined || group.why === filter.why) &&
        (filter.value === undefined || group.value === filter.value || group.raw === filter.value),
    ),
  );
}

const rowsShown = 1_000;

/** The rows of every group that the filter means, at most 1,000 of each. */
export async function filterHeldRows(
  hub: ServiceHub,
  filter: HeldFilter,
): Promise<Outcome<readonly { readonly group: HeldGroup; readonly rows: readonly HeldRow[] }[]>> {
  const groups = await filterHeld(hub, filter);
  if (groups.status !== 'done') return groups;
  const answer: { group: HeldGroup; rows: readonly HeldRow[] }[] = [];
  for (const group of groups.value)
    answer.push({ group, rows: await heldRows(hub.db, group.connection.id, selectionOf(group), 0, rowsShown) });
  return done(answer);
}

export interface HeldAnswers extends HeldFilter {
  readonly answer: 'approve' | 'reject';
  readonly take?: Side | undefined;
  readonly ids?: readonly number[] | undefined;
}

/** Answers single ones, or every group that the filter means. */
export async function answerHeldBy(
  hub: ServiceHub,
  wish: HeldAnswers,
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const { answer, take } = wish;
  const wanted: { connectionId: number; selection: HeldSelection }[] = [];
  if (wish.ids !== undefined) {
    for (const { connectionId, ids } of await connectionsOfHeld(hub.db, wish.ids))
      wanted.push({ connectionId, selection: { ids } });
  } else {
    const groups = await filterHeld(hub, wish);
    if (groups.status !== 'done') return groups;
    for (const group of groups.value) wanted.push({ connectionId: group.connection.id, selection: selectionOf(group) });
  }
  if (wanted.length === 0) return rejected('held.none', 'Nothing of that is held. "kobling held list" shows what is.');
  const started: StartedRequest[] = [];
  for (const { connectionId, selection } of wanted) {
    const one = await answerHeld(hub, { connectionId, answer, selection, take }, by);
    if (one.status !== 'done') return one;
    started.push(...one.value);
  }
  return done(started);
}

const selectionOf = (group: HeldGroup): HeldSelection => ({
  why: group.why,
  actorType: group.actorType,
  erpField: group.field.erpField,
  ...(group.target !== null && { target: group.target }),
  ...(group.raw !== null && { newValue: group.raw }),
});
