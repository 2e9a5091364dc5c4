/** How a carrier that was sent becomes a save: merged with what others changed since it was read; refusals name its properties. */
import type { EntityKind } from '@kobling/engine';
import { done, type Failure, type Outcome, rejected } from '@kobling/sdk';
import type { CarriedFrom, Clash, Values } from '@kobling/store';
import { addWhole, emptyRecord, keepWhole, readWhole, type WholeRecord } from '../../services/index.ts';
import type { AgentCall } from '../method.ts';
import type { Sent } from './crm-values.ts';
import { dictionaryProperty, versionKey } from './dictionaries.ts';

export interface SentRecord {
  readonly kind: EntityKind;
  /** 0: a new one. */
  readonly id: number;
  readonly UpdatedDate: string | null;
  readonly ExtraFields: Readonly<Record<string, string>> | undefined;
  /** CRM field to what was sent; `held` is what the record holds now. */
  fields(held: Values): Readonly<Record<string, Sent>>;
}
/** CRM field to the property that carries it. */
export type Properties = Readonly<Record<string, string>>;

/** Rejected `crm.*` and `record.*` with a sentence per property; `record.changed`: edited on both sides, nothing was written. */
export async function saveSent(
  { hub, person }: AgentCall,
  sent: SentRecord,
  properties: Properties,
): Promise<Outcome<WholeRecord>> {
  const { kind, id } = sent;
  const before = id === 0 ? done(await emptyRecord(hub, kind)) : await readWhole(hub, { kind, id });
  if (before.status !== 'done') return before;
  const values = collect(sent.fields(before.value.values), properties);
  if (values.status !== 'done') return values;
  if (id === 0) return named(await addWhole(hub, kind, values.value, person.name), properties);
  const from = readFrom(sent, before.value.version);
  if (from === undefined)
    return rejected(
      'record.notRead',
      `${kind} ${id} cannot be saved: UpdatedDate is missing, so what was changed cannot be told. Read it, change it, and send it with its UpdatedDate.`,
      { fields: { UpdatedDate: 'Send it as it was read.' } },
    );
  return named(await keepWhole(hub, before.value.ref, values.value, { from, by: person.name }), properties);
}

/** The version where the caller kept it, else the date. A version that the record never had is not one of this database. */
function readFrom({ ExtraFields, UpdatedDate }: SentRecord, newest: number): CarriedFrom | undefined {
  const version = Number(ExtraFields?.[versionKey] ?? '');
  if (Number.isInteger(version) && version > 0 && version <= newest) return { version };
  if (UpdatedDate === null || UpdatedDate.startsWith('0001-')) return undefined;
  // The vendor's dates are UTC, also where they do not say so.
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(UpdatedDate) ? UpdatedDate : `${UpdatedDate}Z`;
  return { updatedAt: new Date(zoned) };
}

function collect(fields: Readonly<Record<string, Sent>>, properties: Properties): Outcome<Values> {
  const values: Record<string, string> = {};
  const refusals: Record<string, string> = {};
  for (const [field, sent] of Object.entries(fields)) {
    if (typeof sent === 'string') values[field] = sent;
    else if (sent !== undefined) refusals[propertyOf(field, properties)] = sent.refusal;
  }
  const sentences = Object.entries(refusals).map(([property, why]) => `${property}: ${why}`);
  return sentences.length === 0 ? done(values) : rejected('record.refused', sentences.join(' '), { fields: refusals });
}

const propertyOf = (field: string, properties: Properties): string => properties[field] ?? dictionaryProperty(field);

function named(kept: Awaited<ReturnType<typeof keepWhole>>, properties: Properties): Outcome<WholeRecord> {
  if (kept.status === 'clash') return changed(kept.clashes, properties);
  if (kept.status !== 'rejected' || kept.reason.fields === undefined) return kept;
  const fields = Object.entries(kept.reason.fields).map(([field, why]) => [propertyOf(field, properties), why]);
  return { status: 'rejected', reason: { ...kept.reason, fields: Object.fromEntries(fields) } };
}

function changed(clashes: readonly Clash[], properties: Properties): Failure {
  const fields = clashes.map(({ field, wanted, current }): readonly [string, string] => [
    propertyOf(field, properties),
    `is now ${JSON.stringify(current)}, you sent ${JSON.stringify(wanted)}`,
  ]);
  const sentences = fields.map(([property, why]) => `${property} ${why}.`);
  return rejected(
    'record.changed',
    `Changed by somebody else since you read it: ${sentences.join(' ')} Nothing was saved. Read the record again and decide.`,
    { fields: Object.fromEntries(fields) },
  );
}
