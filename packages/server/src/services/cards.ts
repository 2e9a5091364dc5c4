/** A record as people see it on its card: its values with what they refer to by name, its links, and what hangs on it. */
import type { CrmField, EntityKind, EntityRef } from '@kobling/engine';
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addOnce,
  addProjectMember,
  crmFields,
  crmListItems,
  type EndingCounts,
  endingCounts,
  linksOfRecord,
  type RecordLink,
  recordNames,
  type Related,
  type RelatedRow,
  relatedRows,
  removeProjectMember,
  survivorOf,
  type Values,
} from '@kobling/store';
import type { ServiceHub } from './service-hub.ts';
import { type Kept, keepWhole, readWhole, type WholeRecord } from './whole-records.ts';

export interface Named {
  readonly kind: EntityKind;
  readonly id: number;
  readonly name: string;
}
export interface Card extends Omit<WholeRecord, 'company' | 'links'> {
  readonly name: string;
  readonly company: Named | undefined;
  readonly links: readonly RecordLink[];
  /** What was asked for; it was merged into this one (H34). */
  readonly mergedFrom?: Named;
}
export type KeptCard = Outcome<Card> | Exclude<Kept, Outcome<WholeRecord>>;

/** Of a merged record the card of the one that stayed. Rejected `record.unknown`. */
export async function readCard(hub: ServiceHub, ref: EntityRef): Promise<Outcome<Card>> {
  const found = await readWhole(hub, ref);
  if (found.status === 'done') return done(await toCard(hub, found.value));
  const survivor = await survivorOf(hub.db, ref);
  const stayed = survivor === undefined ? found : await readWhole(hub, survivor);
  if (stayed.status !== 'done') return stayed;
  const [mergedFrom] = await recordNames(hub.db, [ref]);
  return done({ ...(await toCard(hub, stayed.value)), ...(mergedFrom !== undefined && { mergedFrom }) });
}

async function toCard(hub: ServiceHub, whole: WholeRecord): Promise<Card> {
  const { company, links: _, ...record } = whole;
  const refs = company === undefined ? [whole.ref] : [whole.ref, company.ref];
  const [own, owner] = await recordNames(hub.db, refs);
  return { ...record, name: own?.name ?? '', company: owner, links: await linksOfRecord(hub.db, whole.ref) };
}

/** Adds a record, once for each `key`. Rejected with `crm.*` and a sentence per field. */
export async function addCard(
  hub: ServiceHub,
  kind: EntityKind,
  form: { readonly key: string; readonly values: Values },
  by: string,
): Promise<Outcome<Card>> {
  const added = await addOnce(hub.db, form.key, kind, form.values, { by });
  return added.status === 'done' ? readCard(hub, added.value) : added;
}

/** Saves what was typed over `version` (H12). Rejected with `crm.*`; `clash`: somebody else changed the same field since. */
export async function keepCard(
  hub: ServiceHub,
  ref: EntityRef,
  form: { readonly version: number; readonly values: Values },
  by: string,
): Promise<KeptCard> {
  const kept = await keepWhole(hub, ref, form.values, { from: { version: form.version }, by });
  return kept.status === 'done' ? done(await toCard(hub, kept.value)) : kept;
}

export interface CardForm {
  readonly fields: readonly CrmField[];
  /** Items that may be chosen, by list. */
  readonly lists: Readonly<Record<string, readonly { readonly id: number; readonly name: string }[]>>;
}

/** What people named may come in several languages. */
export async function cardForm(hub: ServiceHub, kind: EntityKind, language: string): Promise<CardForm> {
  const fields = await crmFields(hub.db, kind);
  const wanted = new Set(fields.map(({ list }) => list));
  const lists: Record<string, { id: number; name: string }[]> = {};
  for (const { list, id, name } of await crmListItems(hub.db)) {
    if (wanted.has(list)) (lists[list] ??= []).push({ id, name: textIn(language, name) });
  }
  return { fields: fields.map((field) => ({ ...field, label: textIn(language, field.label) })), lists };
}

export interface DeletePlan extends EndingCounts {
  readonly links: readonly RecordLink[];
}

/** What `deleteWhole` would end. Rejected `record.unknown`. */
export async function planDelete(hub: ServiceHub, ref: EntityRef): Promise<Outcome<DeletePlan>> {
  const found = await readWhole(hub, ref);
  if (found.status !== 'done') return found;
  return done({ ...(await endingCounts(hub.db, ref)), links: await linksOfRecord(hub.db, ref) });
}

/** Enough for a card; a company with more is looked through in the list of persons. */
const mostRelated = 1_000;

/** Rejected `record.unknown`, also for what such records do not have. */
export async function relatedOf(
  hub: ServiceHub,
  ref: EntityRef,
  related: Related,
): Promise<Outcome<{ readonly rows: readonly RelatedRow[]; readonly more: boolean }>> {
  const rows = await relatedRows(hub.db, ref, related, mostRelated + 1);
  if (rows === undefined) return rejected('record.unknown', `A ${ref.kind} has no ${related}.`);
  return done({ rows: rows.slice(0, mostRelated), more: rows.length > mostRelated });
}

/** Rejected `record.unknown`. Being a member already is no failure. */
export async function addMember(hub: ServiceHub, projectId: number, personId: number): Promise<Outcome> {
  for (const ref of [
    { kind: 'project', id: projectId },
    { kind: 'person', id: personId },
  ] as const) {
    const found = await readWhole(hub, ref);
    if (found.status !== 'done') return found;
  }
  await addProjectMember(hub.db, projectId, personId);
  return done(undefined);
}

export async function removeMember(hub: ServiceHub, projectId: number, personId: number): Promise<Outcome> {
  await removeProjectMember(hub.db, projectId, personId);
  return done(undefined);
}
