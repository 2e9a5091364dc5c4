/** The capability card of a connection: what a check measured, over what the connector says of itself. */
import type { CapabilityCard } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

/** The last check of a connection over its real wire. */
export interface CheckedCard {
  /** Of the connector that was checked: for another one nothing was measured. */
  readonly url: string;
  /** ISO. */
  readonly at: string;
  readonly by: string;
  /** Did the check create and change actors? Much can only be measured so. */
  readonly wrote: boolean;
  readonly passed: boolean;
  readonly card: Partial<CapabilityCard>;
  /** What failed or will hurt, by the check's id. */
  readonly problems: Readonly<Record<string, string>>;
}

/** False: there is no such connection any more. */
export async function saveCheckedCard(db: Queryable, connectionId: number, checked: CheckedCard): Promise<boolean> {
  const saved = await db.run('update connection set checked = $2::jsonb where id = $1 and not deleted', [
    connectionId,
    JSON.stringify(checked),
  ]);
  return saved > 0;
}

export interface StoredCards {
  readonly url: string;
  readonly checked: CheckedCard | null;
  /** What the hub learnt by itself. */
  readonly card: Partial<CapabilityCard>;
}

/** Undefined: there is no such connection. */
export async function readCards(db: Queryable, connectionId: number): Promise<StoredCards | undefined> {
  const rows = await db.query<StoredCards>(
    `select k.url, c.checked, c.card from connection c join connector k on k.id = c.connector_id
     where c.id = $1 and not c.deleted`,
    [connectionId],
  );
  return rows[0];
}

/** Later ones win: declared, measured, learnt. An overlap that was learnt too short to be true is never shortened (H23). */
export function mergedCard(
  { url, checked, card }: StoredCards,
  declared: Partial<CapabilityCard> | undefined,
): Partial<CapabilityCard> {
  const measured = checked?.url === url ? checked.card : {};
  const merged = { ...declared, ...measured, ...card };
  const { overlapMs } = { ...declared, ...measured };
  return card.overlapMs === undefined || overlapMs === undefined
    ? merged
    : { ...merged, overlapMs: Math.max(card.overlapMs, overlapMs) };
}
