/** A list that programs can read, by the vendor's name: which columns it has, who may read it, and a page of it. */
import type { Outcome } from '@kobling/sdk';
import type { Criteria, FindableType, SortWish } from '@kobling/store';
import type { AgentCall } from '../method.ts';

export interface ArchiveColumn {
  readonly name: string;
  readonly label: string;
  readonly type: FindableType;
  /** The vendor's name of what may be asked of it, such as `stringorPK`; '': it cannot be restricted. */
  readonly restriction: string;
  /** Of a list column: the list's name for the MDO agent. */
  readonly list?: string;
  readonly sortable: boolean;
  /** Shown to who chose no columns. */
  readonly byDefault?: boolean;
}
export interface ArchiveQuery {
  readonly columns: readonly string[];
  readonly criteria: Criteria;
  readonly sort: readonly SortWish[];
  /** The first is 0. */
  readonly page: number;
  readonly pageSize: number;
  /** The caller wants to know how many there are, exactly. */
  readonly count: boolean;
}
export interface ArchiveCell {
  /** As it is shown: encoded as the vendor does, list items by name. */
  readonly display: string;
  /** Ids behind it, such as `category_id=3`. */
  readonly link?: string;
}
export interface ArchiveRow {
  readonly key: number;
  /** By the names that the caller asked for. */
  readonly cells: Readonly<Record<string, ArchiveCell>>;
  readonly link: string;
}
export interface ArchivePage {
  readonly rows: readonly ArchiveRow[];
  /** Of all pages; of this one where nobody asked. */
  readonly count: number;
  /** Asked for, and not there: their cells are empty. */
  readonly unknown: readonly string[];
}
export interface ArchiveProvider {
  readonly name: string;
  /** What its rows are, by the vendor's name, and for people. */
  readonly entity: { readonly name: string; readonly label: string };
  /** `licensed`: it shows an ERP (rule 14). */
  readonly right: 'user' | 'licensed' | 'administrator';
  /** `context`: what the list is about, where it says so. */
  columns(context: ArchiveContext, call: AgentCall): Promise<Outcome<readonly ArchiveColumn[]>>;
  page(query: ArchiveQuery, context: ArchiveContext, call: AgentCall): Promise<Outcome<ArchivePage>>;
}
/** `connectionId=3&erpActorType=Customer`, names in small letters. */
export type ArchiveContext = Readonly<Record<string, string>>;

/** What programs of the vendor's API call the types. */
export const restrictionTypes: Readonly<Record<FindableType, string>> = {
  text: 'string',
  integer: 'int',
  decimal: 'decimal',
  checkbox: 'bool',
  date: 'date',
  datetime: 'datetime',
  list: 'listAny',
  connections: 'listAny',
  selections: 'listAny',
};
