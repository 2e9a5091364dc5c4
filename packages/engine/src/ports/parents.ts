/** Whose person is it: a person syncs only under the actor that its company is linked to (H33). */
import type { ErpActorType } from '@kobling/sdk';

export interface ParentActor {
  readonly actorType: ErpActorType;
  readonly erpKey: string;
}

export interface ParentStore {
  /** By person: the actor that its present company is linked to on this connection. Persons without one are left out. */
  parentsOf(connectionId: number, personIds: readonly number[]): Promise<ReadonlyMap<number, ParentActor>>;
}
