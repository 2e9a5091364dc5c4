/** What an import makes of one actor: pure, so that the preview and the import decide alike. */
import { type EntityKind, entityKinds } from '../model.ts';

/** How a record of the CRM that is the actor's is recognised. One that is linked to the actor already always is. */
export const importMatches = {
  company: ['linked', 'name', 'nameAndDepartment', 'number', 'code', 'vatNumber', 'id'],
  person: ['linked', 'name', 'number', 'email', 'id'],
  project: ['linked', 'name', 'number', 'id'],
} as const satisfies Readonly<Record<EntityKind, readonly string[]>>;
export type ImportMatch = (typeof importMatches)[EntityKind][number];
/** With a record that is there already: a second one, only its blanks filled, overwritten, or left alone. */
export const importActions = ['add', 'merge', 'replace', 'skip'] as const;
export type ImportAction = (typeof importActions)[number];
export const newItemWays = ['add', 'default', 'blank'] as const;
export type NewItemWay = (typeof newItemWays)[number];

export interface ImportSettings {
  readonly match: ImportMatch;
  readonly action: ImportAction;
  /** Persons whose company is not connected are made without one, and are not connected. */
  readonly withoutCompany: boolean;
  /** An ERP list item without counterpart: made in the CRM's list, replaced by `defaultItems`, or left blank. */
  readonly newItems: NewItemWay;
  /** CRM field to list item. */
  readonly defaultItems: Readonly<Record<string, string>>;
}

export const plainImport = (kind: EntityKind): ImportSettings => ({
  match: kind === 'person' ? 'email' : 'name',
  action: 'merge',
  withoutCompany: false,
  newItems: 'blank',
  defaultItems: {},
});
export const isEntityKind = (text: string): text is EntityKind => entityKinds.some((kind) => kind === text);

export interface ImportRow {
  readonly values: Readonly<Record<string, string>>;
  readonly newItems: Readonly<Record<string, string>>;
  /** The record that is connected to the actor already. */
  readonly linkedTo: number | undefined;
  /** Records that match and are free on this connection; of more than two only two are told. */
  readonly matches: readonly number[];
  /** Records match, and each is connected to another actor. */
  readonly taken: boolean;
  /** Values of the record that is meant, where there is one. */
  readonly found: Readonly<Record<string, string>> | undefined;
  /** Persons: the company's record, where its actor is connected. */
  readonly companyId: number | undefined;
}

export type RowDecision =
  | { readonly action: 'new'; readonly values: Readonly<Record<string, string>>; readonly link: boolean }
  | {
      readonly action: 'changed' | 'none';
      readonly entityId: number;
      readonly values: Readonly<Record<string, string>>;
      readonly link: boolean;
    }
  | { readonly action: 'refused'; readonly code: RefusalCode };
export type RefusalCode = 'import.ambiguous' | 'import.noCompany' | 'import.taken';

/** The record of the CRM that the row is about, if there is one. */
export const meantBy = (row: Pick<ImportRow, 'linkedTo' | 'matches'>): number | undefined =>
  row.linkedTo ?? (row.matches.length === 1 ? row.matches[0] : undefined);

export function decideRow(kind: EntityKind, settings: ImportSettings, row: ImportRow): RowDecision {
  const values = valuesOf(kind, settings, row);
  const link = kind !== 'person' || row.companyId !== undefined;
  if (row.linkedTo === undefined && kind === 'person' && row.companyId === undefined && !settings.withoutCompany)
    return { action: 'refused', code: 'import.noCompany' };
  const entityId = meantBy(row);
  // A second record of an actor that has one could never be connected.
  if (row.linkedTo === undefined && settings.action === 'add') return { action: 'new', values, link };
  if (entityId === undefined && row.taken && settings.action !== 'add')
    return { action: 'refused', code: 'import.taken' };
  if (entityId === undefined)
    return row.matches.length > 1 ? { action: 'refused', code: 'import.ambiguous' } : { action: 'new', values, link };
  const changes = settings.action === 'skip' || settings.action === 'add' ? {} : changesOf(settings, values, row.found);
  return {
    action: Object.keys(changes).length === 0 ? 'none' : 'changed',
    entityId,
    values: changes,
    link: link && row.linkedTo === undefined && settings.action !== 'skip',
  };
}

function valuesOf(kind: EntityKind, settings: ImportSettings, row: ImportRow): Readonly<Record<string, string>> {
  const chosen = Object.keys(row.newItems).flatMap((field) => {
    const item = settings.newItems === 'default' ? settings.defaultItems[field] : undefined;
    return item === undefined ? [] : [[field, item] as const];
  });
  const company = kind === 'person' && row.companyId !== undefined ? { company: String(row.companyId) } : {};
  return { ...row.values, ...Object.fromEntries(chosen), ...company };
}

/** A blank of the ERP overwrites nothing: it may only mean that nobody asked there. */
function changesOf(
  { action }: ImportSettings,
  values: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const wanted = Object.entries(values).filter(([field, value]) => {
    const before = found[field] ?? '';
    return value !== '' && value !== before && (action === 'replace' || before === '');
  });
  return Object.fromEntries(wanted);
}
