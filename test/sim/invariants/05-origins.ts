/**
 * 5: records on each side are exactly those that users created, and at most one actor for each create that was asked for (H09).
 * Equality of both sides alone does not see a duplicate.
 * 17, of records: nothing that a user made goes away but by a user's hand (H23).
 */
import type { EntityRef, Intent, Link } from '@kobling/engine';
import type { ActorRef, Check, History, SimEvent, Violation } from '../history.ts';
import { readingOf } from './reading.ts';

const entityId = (ref: EntityRef): string => `${ref.kind} ${ref.id}`;
const actorId = (actor: ActorRef): string => `connection ${actor.connection}, ${actor.actorType} ${actor.erpKey}`;

export const crmOrigins: Check = ({ events, end }) => {
  const made = new Set<string>();
  const ended = new Set<string>();
  for (const event of events) {
    if (event.what === 'crmAdd') made.add(entityId(event.ref));
    if (event.what === 'crmRemove') ended.add(entityId(event.ref));
    if (event.what === 'crmMerge') ended.add(entityId(event.loser));
  }
  const there = new Set(Object.values(end.crm).flatMap((rows) => rows.map(({ ref }) => entityId(ref))));
  return [
    ...[...there].filter((id) => !made.has(id)).map((id) => strange(`${id} is in the CRM, but nobody created it.`)),
    ...[...made]
      .filter((id) => !there.has(id) && !ended.has(id))
      .map((id) => vanished(`${id} is gone from the CRM, and no user took it away.`)),
  ];
};

const strange = (message: string): Violation => ({ invariant: 5, message });
const vanished = (message: string): Violation => ({ invariant: 17, message });

export const erpOrigins: Check = ({ events, end }) => {
  const made = new Set<string>();
  const ended = new Set<string>();
  const restored = new Set<number>();
  for (const event of events) {
    if (event.what === 'erpAdd' || event.what === 'erpCreate') {
      made.add(actorId(event.actor));
      ended.delete(actorId(event.actor));
    }
    if (event.what === 'erpRemove') ended.add(actorId(event.actor));
    if (event.what === 'erpRestore') restored.add(event.connection);
  }
  const violations: Violation[] = [];
  for (const [connection, actors] of end.erp) {
    const there = new Set(actors.map(({ actorType, erpKey }) => actorId({ connection, actorType, erpKey })));
    for (const id of there) if (!made.has(id)) violations.push(strange(`${id} is in the ERP, but nobody created it.`));
    if (restored.has(connection)) continue;
    for (const id of made)
      if (id.startsWith(`connection ${connection},`) && !there.has(id) && !ended.has(id))
        violations.push(vanished(`${id} is gone from the ERP, and no user took it away.`));
  }
  return violations;
};

/** As many actors as creates were asked for, and no more than one an intent; a restore that takes one away may have it sent again. */
export const createsOnce: Check = (history) => {
  const violations: Violation[] = [];
  const asked = countBy(history.events, (event) =>
    event.what === 'request' && event.body.kind === 'create'
      ? `${event.connection} ${event.body.actorType}`
      : undefined,
  );
  const created = countBy(createsStanding(history), ({ actor }) => `${actor.connection} ${actor.actorType}`);
  for (const [key, count] of created)
    if (count > (asked.get(key) ?? 0))
      violations.push(strange(`connection ${key}: ${count} actors were created for ${asked.get(key) ?? 0} requests.`));
  return [...violations, ...onceAnIntent(history)];
};

type Created = Extract<SimEvent, { what: 'erpCreate' }>;

/**
 * Creates since the connection's last restore, but for those that a user took away, linked by hand, or renamed before anybody could
 * find it by what it had been created with: they are no longer the create's own (H09).
 */
function createsStanding(history: History): readonly Created[] {
  let creates: Created[] = [];
  const linked = new Set(
    history.end.links.map(({ connectionId: connection, actorType, erpKey }) =>
      actorId({ connection, actorType, erpKey: erpKey ?? '' }),
    ),
  );
  for (const event of history.events) {
    if (event.what === 'erpEdit' && !linked.has(actorId(event.actor)) && isRenamed(history, event))
      creates = creates.filter(({ actor }) => actorId(actor) !== actorId(event.actor));
    if (event.what === 'request' && event.body.kind === 'link') {
      const wish = { connection: event.connection, actorType: event.body.actorType, erpKey: event.body.erpKey };
      creates = creates.filter(({ actor }) => actorId(actor) !== actorId(wish));
    }
    if (event.what === 'erpRemove') creates = creates.filter(({ actor }) => actorId(actor) !== actorId(event.actor));
    if (event.what === 'erpRestore') creates = creates.filter(({ actor }) => actor.connection !== event.connection);
    if (event.what === 'erpCreate') creates.push(event);
  }
  return creates;
}

function isRenamed({ end }: History, { actor, old, values }: Extract<SimEvent, { what: 'erpEdit' }>): boolean {
  const mappings = end.connections.find(({ id }) => id === actor.connection)?.mappings ?? [];
  const searched = mappings.find(({ actorType }) => actorType === actor.actorType)?.matchFields ?? [];
  return searched.some((field) => values[field] !== undefined && values[field] !== old[field]);
}

/** Creates that carry the same values: no more of them than intents with these values. */
function onceAnIntent(history: History): readonly Violation[] {
  const key = (connection: number, actorType: string, values: Readonly<Record<string, string>>): string =>
    `${connection} ${actorType} ${JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
  const sent = createsStanding(history).filter((event) => event.sent !== undefined);
  const created = countBy(sent, ({ actor, sent: values }) => key(actor.connection, actor.actorType, values ?? {}));
  const intended = countBy(history.end.intents.filter(isCreate), (intent) =>
    key(
      intent.connectionId,
      intent.actorType,
      Object.fromEntries(Object.entries(intent.fields).map(([name, { value }]) => [name, value])),
    ),
  );
  return [...created].flatMap(([name, count]) =>
    count > Math.max(1, intended.get(name) ?? 1)
      ? [strange(`connection ${name}: created ${count} times for ${intended.get(name) ?? 0} intents.`)]
      : [],
  );
}
const isCreate = ({ kind }: Intent): boolean => kind === 'create';

function countBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * 17: a record that is there is not called missing, and no link was broken but by a user. Whoever rejects a create that waits (H18)
 * ends its link too, and so does a create that was refused, whichever record a merge has given it since.
 */
export const nothingConcludedFromSilence: Check = (history) => {
  const reading = readingOf(history);
  const there = new Set(
    [...history.end.erp].flatMap(([connection, actors]) =>
      actors.map(({ actorType, erpKey }) => actorId({ connection, actorType, erpKey })),
    ),
  );
  const byUsers = new Set<string>();
  for (const event of history.events) {
    if (event.what === 'crmRemove') byUsers.add(entityId(event.ref));
    if (event.what === 'crmMerge') {
      byUsers.add(entityId(event.loser));
      // A create asked for the one goes on for the other.
      for (const { id } of history.end.connections)
        if (byUsers.has(`${id} ${entityId(event.loser)}`)) byUsers.add(`${id} ${entityId(event.survivor)}`);
    }
    if (event.what === 'unlink') byUsers.add(`link ${event.linkId}`);
    if (event.what === 'request' && (event.body.kind === 'link' || event.body.kind === 'create'))
      byUsers.add(`${event.connection} ${entityId(event.body.entity)}`);
  }
  const rejecting = new Set(
    history.events.flatMap((event) =>
      event.what === 'request' && event.body.kind === 'reject' ? [event.connection] : [],
    ),
  );
  const isRejected = ({ id, erpKey, connectionId }: Link): boolean =>
    erpKey === null &&
    rejecting.has(connectionId) &&
    history.end.log.some((row) => row.linkId === id && row.kind === 'held' && row.message?.startsWith('Rejected'));
  return [...reading.links.values()].flatMap((link) => {
    const actor = { connection: link.connectionId, actorType: link.actorType, erpKey: link.erpKey ?? '' };
    if (link.state === 'missingInErp' && there.has(actorId(actor)))
      return [vanished(`${actorId(actor)} is called missing, but it is there.`)];
    const withUser =
      byUsers.has(entityId(link.entity)) ||
      byUsers.has(`link ${link.id}`) ||
      isRejected(link) ||
      // A create that was refused, or gave way to a link by hand, leaves a broken link without a key.
      (link.erpKey === null && byUsers.has(`${link.connectionId} ${entityId(link.entity)}`));
    return link.state === 'broken' && !withUser
      ? [vanished(`The link ${link.id} of ${actorId(actor)} is broken, and no user broke it.`)]
      : [];
  });
};
