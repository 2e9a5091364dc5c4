/** What an author tells of an ERP's records; connection.ts makes a connection of it. */
import type { CallOptions, ErpActorType, FieldMetadata, FieldValues, Reason } from '../types.ts';

/** A record in the ERP's own terms. Values are canonical text or what becomes it; absent, null and undefined are blank. */
export interface ErpRecord {
  readonly key: string;
  /** Later change, greater value, across all types of the connection. */
  readonly lastModified: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly parent?: RecordParent;
}
export interface RecordParent {
  readonly actorType: ErpActorType;
  readonly erpKey: string;
}
export type Records = Iterable<ErpRecord> | AsyncIterable<ErpRecord>;

/**
 * One type of records. A refusal that the ERP explains is returned as a Reason. What a function throws is taken for the ERP's
 * failure: a read is tried again later, a write counts as perhaps done.
 */
export interface RecordSource {
  readonly fields: readonly FieldMetadata[];
  /** Types one of which is the parent; left out: there is none. */
  readonly parents?: readonly ErpActorType[];
  all(call: CallOptions): Records;
  byKeys(keys: readonly string[], call: CallOptions): Records;
  /** Changed at this LastModified or later. Never asked with an empty one. */
  changedSince(lastModified: string, call: CallOptions): Records;
  /** Canonical values, `''` for blank, of all writable fields; answers the new record's key. */
  create(
    values: FieldValues,
    parent: RecordParent | undefined,
    call: CallOptions,
  ): Promise<string | Reason> | string | Reason;
  /** Canonical values of the fields that change; the others stay as they are. */
  save(key: string, values: FieldValues, call: CallOptions): Promise<Reason | void> | Reason | void;
}

export interface RecordSources {
  readonly types: Readonly<Partial<Record<ErpActorType, RecordSource>>>;
  /** Items by list name: key to text. */
  readonly lists?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Does the ERP answer? It does unless this answers a reason, or throws. */
  test?(call: CallOptions): Promise<Reason | void> | Reason | void;
  close?(): Promise<void> | void;
}
