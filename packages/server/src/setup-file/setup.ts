/**
 * kobling.yaml as plain data: what a hub should look like. Read in this order: `read.ts` turns text into a `Setup` or
 * into problems with lines; `plan.ts` compares it with the hub and says in words what would change; `apply.ts` makes the
 * change; `export.ts` writes a hub as such a file. Source: docs/kobling-yaml.md.
 */
import type { BrakeCaps, Direction, EntityKind } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';

/** Where something stands in the file, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
export interface Problem extends Place {
  readonly code: string;
  /** Names the thing and the remedy; without the line. */
  readonly message: string;
}
/** A name that must exist somewhere else, with its place for the message. */
export interface Named {
  readonly name: string;
  readonly at: Place;
}

/** A value written down, or where the person who runs `kobling apply` keeps it. */
export type Value =
  | { readonly kind: 'plain'; readonly text: string; readonly at: Place }
  | (Reference & { readonly at: Place });
export type Reference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string };

export interface ApplicationSetup {
  readonly clientId: Named;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly keys: readonly ApplicationKey[];
}
export interface ApplicationKey {
  readonly pem: Value;
  /** ISO dates; null: without end. */
  readonly from: string | null;
  readonly until: string | null;
}
export interface ConnectorSetup {
  readonly name: Named;
  readonly url: string;
  /** Its contract, where its service publishes none; null: as the hub has it. */
  readonly wsdl: (Extract<Reference, { kind: 'file' }> & { readonly at: Place }) | null;
}

export type AccessRight = 'connect' | 'create';
export interface AccessSetup extends Named {
  readonly rights: readonly AccessRight[];
}
export interface ScopeSetup {
  readonly everyone: boolean;
  readonly users: readonly AccessSetup[];
  readonly groups: readonly AccessSetup[];
}

export interface FieldSetup {
  readonly erpField: Named;
  readonly crmField: Named | null;
  readonly sync: Direction;
  readonly search: boolean;
  readonly show: boolean;
  /** One-way fields only: cut, round or drop the time rather than fail (H20). */
  readonly lossy: boolean;
  /** Both sides changed: the rank decides, or a person (H28). */
  readonly onConflict: 'priority' | 'ask';
  /** ERP item key to CRM item name. */
  readonly items: readonly { readonly erpItem: Named; readonly crmItem: Named }[];
}
export interface DefaultSetup {
  readonly erpField: Named;
  readonly value: string | null;
  readonly ask: boolean;
  readonly mandatory: boolean;
}
export interface ActorSetup {
  readonly actorType: ErpActorType;
  readonly at: Place;
  readonly entity: EntityKind;
  readonly active: boolean;
  readonly fields: readonly FieldSetup[];
  readonly defaults: readonly DefaultSetup[];
  /** ERP field keys, first on top; the rest follow in the connector's order. */
  readonly rank: readonly Named[];
  /** CRM fields that join records in bulk, strongest first. */
  readonly match: readonly Named[];
}
export interface ConnectionSetupFile {
  readonly name: Named;
  readonly connector: Named;
  readonly active: boolean;
  readonly description: string;
  readonly scope: ScopeSetup;
  readonly timezone: string;
  /** '': none. */
  readonly culture: string;
  readonly config: readonly { readonly key: Named; readonly value: Value }[];
  readonly actors: readonly ActorSetup[];
  /** Caps of the brake that differ from the defaults (H18). */
  readonly brake: Partial<BrakeCaps>;
}

/** A section that the file does not have is null: the hub keeps what it has. */
export interface Setup {
  readonly applications: readonly ApplicationSetup[] | null;
  readonly connectors: readonly ConnectorSetup[] | null;
  readonly connections: readonly ConnectionSetupFile[] | null;
  readonly priority: readonly Named[] | null;
  readonly sync: { readonly running: boolean | null; readonly intervalMs: number | null } | null;
  readonly licences: { readonly at: Place; readonly everyone: boolean; readonly users: readonly Named[] } | null;
}

/** How the CRM itself is named in `priority`. */
export const crmMember = 'CRM';

/** `env:NAME` or `file:PATH`: the key under which a resolved reference travels to the hub. */
export const referenceKey = (value: Reference): string =>
  value.kind === 'env' ? `env:${value.name}` : `file:${value.path}`;
