/** Held fields: groups, the rows of one, and people's answers. */
import type { HeldGroup, HeldRow, HeldWhy, Side } from '@kobling/contract';
import type { HeldSelection } from '@kobling/engine';
import { erpActorTypes } from '@kobling/sdk';
import { type HeldGroup as StoredGroup, type HeldRow as StoredRow, waitForRequest } from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { answerHeld, listHeld, listHeldRows } from '../services/index.ts';
import { type Labels, readLabels, toField } from './shapes.ts';

const pageSize = 50;
/** Longer than most answers take; beyond it the page says that it is under way (H25). */
const waitMs = 10_000;

export type HeldRoutes = 'GET /api/sync/held' | 'GET /api/sync/held/rows' | 'POST /api/sync/held/answer';

export const heldRoutes = (hub: Hub): Pick<Handlers, HeldRoutes> => ({
  async 'GET /api/sync/held'({ query }, call) {
    const { language } = personOf(call);
    const held = await listHeld(hub, query.connection);
    if (held.status !== 'done') return refuse('notFound');
    const labels = await readLabels(hub.db);
    return { total: held.value.total, groups: held.value.groups.map((group) => toGroup(group, labels, language)) };
  },
  async 'GET /api/sync/held/rows'({ query }) {
    const selection = groupSelection(query);
    if (selection === undefined) return refuse('notFound');
    const limit = query.limit ?? pageSize;
    const found = await listHeldRows(hub, {
      connectionId: query.connection,
      selection,
      afterId: query.afterId ?? 0,
      limit: limit + 1,
    });
    const rows = found.slice(0, limit).map(toRow);
    return { rows, nextAfterId: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
  },
  async 'POST /api/sync/held/answer'({ body }, call) {
    const selection =
      body.ids !== undefined ? { ids: body.ids } : body.group === undefined ? undefined : groupSelection(body.group);
    if (selection === undefined) return refuse('badRequest', { fields: { group: 'Name rows or a group.' } });
    const { name } = personOf(call);
    const answered = await answerHeld(
      hub,
      { connectionId: body.connection, answer: body.answer, selection, take: body.take },
      name,
    );
    if (answered.status !== 'done')
      return refuse('badRequest', { fields: { [answered.reason.code]: answered.reason.message } });
    const requestIds = answered.value.map(({ requestId }) => requestId);
    for (const id of requestIds) await waitForRequest(hub.db, id, waitMs);
    hub.events.send({ type: 'overview' });
    return { requestIds };
  },
});

function groupSelection(group: {
  readonly why: HeldWhy;
  readonly actorType: string;
  readonly erpField: string;
  readonly side?: Side | undefined;
  readonly value?: string | undefined;
}): HeldSelection | undefined {
  const actorType = erpActorTypes.find((type) => type === group.actorType);
  if (actorType === undefined) return undefined;
  return {
    why: group.why,
    actorType,
    erpField: group.erpField,
    ...(group.side !== undefined && { target: group.side }),
    ...(group.value !== undefined && { newValue: group.value }),
  };
}

const toRow = ({ at, message: _message, ...row }: StoredRow): HeldRow => ({ ...row, at: at.toISOString() });

const toGroup = (group: StoredGroup, labels: Labels, language: string): HeldGroup => ({
  connection: group.connection,
  why: group.why,
  actorType: group.actorType,
  kind: group.kind,
  field: toField(group.field, group.kind, labels, language),
  side: group.target,
  value: group.value,
  raw: group.raw,
  count: group.count,
  since: group.since.toISOString(),
  examples: group.examples.map(toRow),
  turnedBy: [...group.turnedBy],
});
