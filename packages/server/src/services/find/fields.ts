/** What records of a kind can be found by, shown with and sorted by, in a person's language. */
import type { EntityKind } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import {
  allSelections,
  type Findable,
  type FindableMap,
  findableMap,
  type FindableType,
  type FindOperatorName,
  listedConnections,
  listItems,
  operatorsOf,
} from '@kobling/store';
import type { Person } from '../../auth/index.ts';
import type { ServiceHub } from '../service-hub.ts';

/** Who asks: texts are in this language, and connections that are not open to this user are not named. */
export interface Asking {
  readonly language: string;
  /** Undefined: every connection counts. */
  readonly userId?: number | undefined;
}
/** Administrators see the links of every connection, as its settings are theirs. */
export const askingOf = (person: Person, language = person.language): Asking => ({
  language,
  userId: person.role === 'administrator' ? undefined : person.id,
});

export interface FindableField {
  readonly key: string;
  readonly label: string;
  readonly type: FindableType;
  readonly operators: readonly FindOperatorName[];
  readonly sortable: boolean;
  /** Name of the list that its values are items of; `connections` for the ERP's, `selections` for those. */
  readonly list: string | null;
}
export interface ListChoice {
  readonly id: number;
  readonly name: string;
}
export interface FindableFields {
  /** The same as the finder takes them, which spares who asks at once another reading. */
  readonly known: FindableMap;
  readonly fields: readonly FindableField[];
  /** Items of each list that a field has, in the order of their names. */
  readonly lists: Readonly<Record<string, readonly ListChoice[]>>;
}

const connectionsList = 'connections';
const selectionsList = 'selections';

/** `lists: false`: whoever asks needs no items. */
export async function findableFields(
  hub: ServiceHub,
  kind: EntityKind,
  asking: Asking,
  wanted: { readonly lists: boolean } = { lists: true },
): Promise<FindableFields> {
  const known = await findableMap(hub.db, kind, asking.userId);
  const fields = [...known.values()];
  const lists: Record<string, readonly ListChoice[]> = {};
  for (const field of wanted.lists ? fields : []) {
    const list = listOf(field);
    if (list !== null) lists[list] ??= await choicesOf(hub, list, asking, kind);
  }
  return { known, fields: fields.map((field) => described(field, asking.language)), lists };
}

const described = (field: Findable, language: string): FindableField => ({
  key: field.key,
  label: textIn(language, field.label),
  type: field.type,
  operators: operatorsOf(field.type),
  sortable: field.unsorted !== true,
  list: listOf(field),
});

export const listOf = ({ type, list }: Findable): string | null =>
  type === 'connections' ? connectionsList : type === 'selections' ? selectionsList : (list ?? null);

/** Hidden items too: records may still have them. `kind`: of selections only those of such records. */
export async function choicesOf(
  hub: ServiceHub,
  list: string,
  asking: Asking,
  kind?: EntityKind,
): Promise<readonly ListChoice[]> {
  return (await itemsOf(hub, list, asking, kind))
    .map(({ id, name }) => ({ id, name: textIn(asking.language, name) }))
    .sort((a, b) => a.name.localeCompare(b.name, asking.language) || a.id - b.id);
}

function itemsOf(hub: ServiceHub, list: string, asking: Asking, kind?: EntityKind): Promise<readonly ListChoice[]> {
  if (list === connectionsList) return listedConnections(hub.db, asking.userId);
  if (list === selectionsList) return allSelections(hub.db, kind);
  return listItems(hub.db, list, { deleted: true });
}
