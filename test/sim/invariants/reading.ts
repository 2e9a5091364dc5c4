/** A history read once for all checks: stories, who was linked with whom, and every write of the engine with how it came about. */
import type { ActorMapping, EntityRef, FieldMapping, Link } from '@kobling/engine';
import { decodeValue, type ErpActorType } from '@kobling/sdk';
import type { ActorRef, EndState, History } from '../history.ts';
import { type Place, type Story, storiesOf } from './stories.ts';
import { type EngineWrite, writesOf } from './writes.ts';

export type EndConnection = EndState['connections'][number];

export interface Reading {
  readonly history: History;
  readonly stories: ReadonlyMap<Place, Story>;
  readonly connections: ReadonlyMap<number, EndConnection>;
  readonly links: ReadonlyMap<number, Link>;
  /** Every mapping that a connection ever had, the present one last. */
  readonly mappings: (connection: number, actorType: ErpActorType) => readonly ActorMapping[];
  /** CRM records that the actor was ever linked with. */
  readonly entitiesOf: (actor: ActorRef) => readonly EntityRef[];
  /** Actors of the connection that the CRM record was ever linked with. */
  readonly actorsOf: (connection: number, ref: EntityRef) => readonly ActorRef[];
  /** In the order of the events. */
  readonly writes: readonly EngineWrite[];
  /** Index of the event that begins the quiet phase; the number of events where there is none. */
  readonly quietFrom: number;
}

const readings = new WeakMap<History, Reading>();

export function readingOf(history: History): Reading {
  const known = readings.get(history);
  if (known !== undefined) return known;
  const connections = new Map(history.end.connections.map((connection) => [connection.id, connection]));
  const links = new Map(history.end.links.map((link) => [link.id, link]));
  const quiet = history.events.findIndex(({ what }) => what === 'quiet');
  const draft = {
    history,
    stories: storiesOf(history.events),
    connections,
    links,
    mappings: everMapped(history, connections),
    ...everLinked(history, links),
    quietFrom: quiet < 0 ? history.events.length : quiet,
  };
  const reading = { ...draft, writes: writesOf(draft) };
  readings.set(history, reading);
  return reading;
}

function everMapped(history: History, connections: ReadonlyMap<number, EndConnection>): Reading['mappings'] {
  const found = new Map<string, ActorMapping[]>();
  const note = (connection: number, mappings: readonly ActorMapping[]): void => {
    for (const mapping of mappings) {
      const key = `${connection} ${mapping.actorType}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, [mapping]);
      else known.push(mapping);
    }
  };
  for (const event of history.events) if (event.what === 'mapping') note(event.connection, event.mappings);
  for (const connection of connections.values()) note(connection.id, connection.mappings);
  return (connection, actorType) => found.get(`${connection} ${actorType}`) ?? [];
}

const actorId = (actor: ActorRef): string => `${actor.connection} ${actor.actorType} ${actor.erpKey}`;
const entityId = (connection: number, ref: EntityRef): string => `${connection} ${ref.kind} ${ref.id}`;

/** From the links as they are, and from the log of those that were made, moved and broken. */
function everLinked(history: History, links: ReadonlyMap<number, Link>): Pick<Reading, 'entitiesOf' | 'actorsOf'> {
  const entities = new Map<string, Map<string, EntityRef>>();
  const actors = new Map<string, Map<string, ActorRef>>();
  const bond = (actor: ActorRef, ref: EntityRef): void => {
    const a = actorId(actor);
    const e = entityId(actor.connection, ref);
    (entities.get(a) ?? entities.set(a, new Map()).get(a))?.set(e, ref);
    (actors.get(e) ?? actors.set(e, new Map()).get(e))?.set(a, actor);
  };
  for (const { connectionId: connection, actorType, erpKey, entity } of links.values())
    if (erpKey !== null) bond({ connection, actorType, erpKey }, entity);
  for (const row of history.end.log) {
    const link = row.linkId === null ? undefined : links.get(row.linkId);
    if (link === undefined || row.entity === null) continue;
    const erpKey = (row.kind === 'link' ? row.newValue : null) ?? link.erpKey;
    if (erpKey !== null) bond({ connection: link.connectionId, actorType: link.actorType, erpKey }, row.entity);
  }
  return {
    entitiesOf: (actor) => [...(entities.get(actorId(actor))?.values() ?? [])],
    actorsOf: (connection, ref) => [...(actors.get(entityId(connection, ref))?.values() ?? [])],
  };
}

/** Mappings of an ERP field, or of a CRM field, ever; the present one last. */
export const mappingsOf = (
  reading: Pick<Reading, 'mappings'>,
  connection: number,
  actorType: ErpActorType,
  is: (field: FieldMapping) => boolean,
): readonly FieldMapping[] => reading.mappings(connection, actorType).flatMap(({ fields }) => fields.filter(is));

/** A record of the ERP as the run left it, with canonical values; undefined when it is not there. */
export function endActor(
  { history }: Reading,
  actor: ActorRef,
): { readonly parentKey: string | undefined; value(mapping: FieldMapping): string | undefined } | undefined {
  const row = history.end.erp
    .get(actor.connection)
    ?.find(({ actorType, erpKey }) => actorType === actor.actorType && erpKey === actor.erpKey);
  if (row === undefined) return undefined;
  return {
    parentKey: row.parentKey,
    value: ({ erpField, erpType }) => {
      const decoded = decodeValue(erpType, row.values[erpField] ?? '');
      return decoded.ok ? decoded.value : undefined;
    },
  };
}
export const endEntity = ({ history }: Reading, ref: EntityRef) =>
  history.end.crm[ref.kind].find((row) => row.ref.id === ref.id);

/** Names a link's field in a message. */
export const nameOf = (link: Link, field?: string): string =>
  `connection ${link.connectionId}, ${link.entity.kind} ${link.entity.id} = ${link.actorType} ${link.erpKey}${field === undefined ? '' : `, ${field}`}`;
export const quoted = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? String(value)
    : JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
