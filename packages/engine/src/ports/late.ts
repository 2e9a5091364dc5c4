/** Values sent whose outcome nobody knew and that the ERP did not show: they may still land, over newer ones (H13). */
export interface NewLateValue {
  readonly linkId: number;
  readonly generation: number;
  readonly erpField: string;
  /** Canonical, as sent. */
  readonly value: string;
  readonly until: Date;
}
export interface LateValue {
  readonly id: number;
  readonly erpField: string;
  readonly value: string;
}

export interface LateStore {
  /** By link; those whose time is over are left out. */
  lateValues(linkIds: readonly number[], now: Date): Promise<ReadonlyMap<number, readonly LateValue[]>>;
}
