/** A connection as the file wants it, in the shape in which the store holds it. */
import type { BrakeCaps, EntityKind } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import type { Reference } from './setup.ts';

export interface DesiredConfig {
  readonly fieldKey: string;
  /** Wire-encoded. */
  readonly value: string;
  readonly secret: boolean;
  /** Where a secret came from, for `kobling export`; never the secret. */
  readonly reference: Reference | null;
}
export interface DesiredAccess {
  readonly kind: 'user' | 'group';
  readonly id: number;
  readonly name: string;
  readonly canConnect: boolean;
  readonly canCreate: boolean;
}
export type DesiredField = Omit<FieldDefinition, 'id'>;
export interface DesiredMapping {
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly active: boolean;
  /** ERP field keys. */
  readonly matchFields: readonly string[];
  /** Every field of the actor type, in rank order; those the file does not name are unmapped. */
  readonly fields: readonly DesiredField[];
}
export interface DesiredConnection {
  /** Undefined: new. */
  readonly id: number | undefined;
  readonly name: string;
  readonly connectorName: string;
  readonly description: string;
  readonly active: boolean;
  readonly zone: string;
  readonly culture: string;
  readonly allAccess: boolean;
  readonly brake: Partial<BrakeCaps>;
  readonly config: readonly DesiredConfig[];
  readonly access: readonly DesiredAccess[];
  readonly mappings: readonly DesiredMapping[];
  /** ERP lists that were read on the way: list name to item key to text. */
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface MatchWish {
  readonly actorType: ErpActorType;
  /** CRM field keys, strongest first. */
  readonly by: readonly string[];
}
