/** Actors that become records of the CRM (Import from ERP, spec 05): staged first, looked at by a person, then carried out. */
import type { ErpActorType, SearchRestriction } from '@kobling/sdk';
import type { Lease } from './lease.ts';
import type { RunHandle } from './runs.ts';

export interface ImportWish {
  readonly id: number;
  readonly actorType: ErpActorType;
  readonly search: { readonly text: string } | { readonly restrictions: readonly SearchRestriction[] };
  /** At most this many actors are staged. */
  readonly limit: number;
}

/** One actor as the CRM would hold it. */
export interface StagedActor {
  readonly erpKey: string;
  readonly parentKey: string | null;
  readonly lastModified: string;
  /** CRM field to value, in the CRM's form. */
  readonly values: Readonly<Record<string, string>>;
  /** CRM field to the ERP's item that has no counterpart in the CRM's list. */
  readonly newItems: Readonly<Record<string, string>>;
  /** CRM field to why its value cannot be taken over. */
  readonly problems: Readonly<Record<string, string>>;
}

export interface ImportPage {
  /** Rows dealt with so far, of those that are to be imported. */
  readonly done: number;
  readonly total: number;
}

export interface ImportStore {
  importWish(importId: number): Promise<ImportWish | undefined>;
  /** Empties the stage: a search that was cut short begins anew. */
  clearImport(lease: Lease, importId: number): Promise<void>;
  /** Adds actors; one that is there already is passed over. Answers how many there are. */
  stageActors(lease: Lease, importId: number, actors: readonly StagedActor[]): Promise<number>;
  /** The search has ended. `message`: why it is not complete. */
  endStaging(lease: Lease, importId: number, message: string | null): Promise<void>;
  /**
   * The next rows as one transaction: records made and changed, links, log. Each row is decided once more on what is there
   * now. Undefined: nothing is left.
   */
  importPage(lease: Lease, run: RunHandle, importId: number, now: Date): Promise<ImportPage | undefined>;
  /** What became of the rows, by outcome. */
  endImport(lease: Lease, importId: number, status: 'done' | 'cancelled'): Promise<Readonly<Record<string, number>>>;
}
