/**
 * Every field that the engine wrote, on either side, with what the engine itself said of it: the log row, the intent, the kind.
 * One event of the ERP may be several writes, one a field.
 */
import type { EntityRef, FieldMapping, Intent, LogKind } from '@kobling/engine';
import type { SimLogRow } from '../backend/backend.ts';
import type { ActorRef, SimEvent } from '../history.ts';
import { type FieldPair, inErpsForm, sameInErp } from './meaning.ts';
import { mappingsOf, type Reading } from './reading.ts';
import { crmPlace, erpPlace, type Place } from './stories.ts';

export interface EngineWrite {
  readonly index: number;
  readonly side: 'crm' | 'erp';
  readonly connection: number;
  readonly place: Place;
  /** As the event names it. */
  readonly record: string;
  readonly field: string;
  /** What was really there; undefined where the event does not say. */
  readonly old: string | undefined;
  /** What is there now. */
  readonly value: string;
  /** Towards the ERP: what it was given. Towards the CRM: the value. */
  readonly sent: string;
  /** Undefined: nothing in the log or among the intents tells of it. */
  readonly kind: LogKind | undefined;
  readonly row: SimLogRow | undefined;
  readonly intent: Intent | undefined;
  /** The same field on the other side, for every record it was ever linked with. */
  readonly sources: readonly Source[];
  /**
   * The ERP does not compare, and what was overwritten came in the window between the last look and the write, or a write that
   * nobody could call back landed late: neither can be seen over the wire (H13, H37).
   */
  readonly conceded: boolean;
  /**
   * What was overwritten is a value that the engine had sent there before without ever hearing of it, or the ERP's form of one: nobody can tell whether a
   * user typed it or it landed late, and then the newer value is written again, whoever ranks higher (H13).
   */
  readonly maybeOwn: boolean;
}
export interface Source {
  readonly place: Place;
  readonly pair: FieldPair;
}

type Draft = Omit<Reading, 'writes'>;

export function writesOf(draft: Draft): readonly EngineWrite[] {
  const logged = logIndex(draft);
  const writes: EngineWrite[] = [];
  const highest = new Map<number, bigint>();
  for (const [index, event] of draft.history.events.entries()) {
    if (event.what === 'crmWrite') writes.push(crmWrite(draft, logged, index, event));
    if (event.what !== 'erpWrite') continue;
    const { connection } = event.actor;
    const before = highest.get(connection) ?? 0n;
    const overtaken = event.token !== undefined && event.token < before;
    if (event.token !== undefined && !overtaken) highest.set(connection, event.token);
    for (const field of Object.keys(event.stored)) writes.push(erpWrite(draft, logged, index, event, field, overtaken));
  }
  return writes;
}

interface Logged {
  /** Takes the oldest row of a CRM field's writes that fits and was not taken yet. */
  takeCrm(connection: number, ref: EntityRef, field: string, old: string, value: string): SimLogRow | undefined;
  byIntent(intent: Intent, erpField: string): SimLogRow | undefined;
}

function logIndex(draft: Draft): Logged {
  const crm = new Map<string, SimLogRow[]>();
  const byIntent = new Map<string, SimLogRow>();
  for (const row of draft.history.end.log) {
    if (row.intentId !== null && row.intentId !== undefined) byIntent.set(`${row.intentId} ${row.erpField}`, row);
    if (row.target !== 'crm' || row.entity === null || row.crmField === null) continue;
    const key = `${row.connectionId} ${crmPlace(row.entity, row.crmField)}`;
    const rows = crm.get(key);
    if (rows === undefined) crm.set(key, [row]);
    else rows.push(row);
  }
  return {
    takeCrm: (connection, ref, field, old, value) => {
      const rows = crm.get(`${connection} ${crmPlace(ref, field)}`) ?? [];
      const at = rows.findIndex((row) => (row.oldValue ?? '') === old && (row.newValue ?? '') === value);
      return at < 0 ? undefined : rows.splice(at, 1)[0];
    },
    byIntent: (intent, erpField) => byIntent.get(`${intent.id} ${erpField}`),
  };
}

function crmWrite(
  draft: Draft,
  logged: Logged,
  index: number,
  event: Extract<SimEvent, { what: 'crmWrite' }>,
): EngineWrite {
  const { connection, ref, field, old, value } = event;
  const row = logged.takeCrm(connection, ref, field, old, value);
  return {
    index,
    side: 'crm',
    connection,
    place: crmPlace(ref, field),
    record: `${ref.kind} ${ref.id}`,
    field,
    old,
    value,
    sent: value,
    kind: row?.kind,
    row,
    intent: undefined,
    sources: draft.actorsOf(connection, ref).flatMap((actor) =>
      pairsOf(draft, actor, (mapping) => mapping.crmField === field).map((pair) => ({
        place: erpPlace(actor, pair.mapping.erpField),
        pair,
      })),
    ),
    conceded: false,
    maybeOwn: false,
  };
}

function erpWrite(
  draft: Draft,
  logged: Logged,
  index: number,
  event: Extract<SimEvent, { what: 'erpWrite' }>,
  field: string,
  overtaken: boolean,
): EngineWrite {
  const { actor } = event;
  const pairs = pairsOf(draft, actor, (mapping) => mapping.erpField === field);
  const old = event.old[field];
  const value = event.stored[field] ?? '';
  const sent = event.sent[field] ?? value;
  const intent = intentSent(draft, event, field, (carried) => same(pairs, carried, sent));
  const row = intent && logged.byIntent(intent, field);
  return {
    index,
    side: 'erp',
    connection: actor.connection,
    place: erpPlace(actor, field),
    record: `${actor.actorType} ${actor.erpKey}`,
    field,
    old,
    value,
    sent,
    kind: intent?.fields[field]?.kind,
    row,
    intent,
    sources: draft
      .entitiesOf(actor)
      .flatMap((ref) => pairs.map((pair) => ({ place: crmPlace(ref, pair.mapping.crmField), pair }))),
    conceded: isConceded(draft, event, field, overtaken, (a, b) => same(pairs, a, b)),
    maybeOwn:
      intent !== undefined && isUnheard(draft, intent, field, (sentOnce) => isFormOf(pairs, sentOnce, old ?? '')),
  };
}

const same = (pairs: readonly FieldPair[], a: string, b: string): boolean =>
  a === b || pairs.some((pair) => sameInErp(pair, a, b));

/** What the ERP makes of it by its known rules is the same (H03). */
const isFormOf = (pairs: readonly FieldPair[], sent: string, value: string): boolean =>
  sent === value || pairs.some((pair) => inErpsForm(pair, sent, value));

/** One pair a mapping that the field ever had on the connection. */
function pairsOf(draft: Draft, actor: ActorRef, is: (mapping: FieldMapping) => boolean): readonly FieldPair[] {
  const connection = draft.connections.get(actor.connection);
  if (connection === undefined) return [];
  return mappingsOf(draft, actor.connection, actor.actorType, is).map((mapping) => ({ connection, mapping }));
}

/** Undefined where nothing meant this field: it only came along in a whole record (H05). */
function intentSent(
  { history }: Draft,
  event: Extract<SimEvent, { what: 'erpWrite' }>,
  erpField: string,
  isSent: (value: string) => boolean,
): Intent | undefined {
  const fields = event.intent?.fields ?? {};
  const field = fields[erpField];
  const intent = history.end.intents.find(({ id }) => id === event.intent?.id);
  // With the fields that it was sent with: those that were settled one by one are among its fields no more.
  return intent !== undefined && field !== undefined && isSent(field.value) ? { ...intent, fields } : undefined;
}

/** Was this value sent before by the same link, with an outcome that nobody knows? */
function isUnheard(draft: Draft, by: Intent, erpField: string, isOld: (value: string) => boolean): boolean {
  return draft.history.end.intents.some(({ id, linkId, sentAt, status, fields }) => {
    const value = fields[erpField]?.value;
    return (
      id < by.id &&
      linkId === by.linkId &&
      sentAt !== null &&
      (status === 'dropped' || status === 'settled') &&
      value !== undefined &&
      isOld(value) &&
      !draft.history.end.log.some((row) => row.intentId === id && row.erpField === erpField && row.target === 'erp')
    );
  });
}

function isConceded(
  draft: Draft,
  event: Extract<SimEvent, { what: 'erpWrite' }>,
  field: string,
  overtaken: boolean,
  equal: (a: string, b: string) => boolean,
): boolean {
  const card = draft.connections.get(event.actor.connection)?.card;
  if (card === undefined) return false;
  if ((overtaken || event.late === true) && card.fencesWrites !== true) return true;
  if (card.comparesExpected || (event.commitsSince ?? 0) > 0) return false;
  const [seen, old] = [event.seen?.[field], event.old[field]];
  return seen === undefined || old === undefined || !equal(seen, old);
}
