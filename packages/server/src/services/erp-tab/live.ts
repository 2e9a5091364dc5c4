/** The shown fields of a connected actor as the ERP has them now; what it answered is kept for when it does not. */
import type { EntityRef } from '@kobling/engine';
import { decodeValue, done, type Outcome } from '@kobling/sdk';
import { erpListItems, saveSeen } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import type { User } from './access.ts';
import { linkOf } from './connect.ts';
import { itemName } from './lists.ts';
import { displayFields, erpValues } from './show.ts';

export interface LiveValues {
  readonly at: Date;
  /** By field key; list items by name. A value that cannot be read is left out. */
  readonly values: Readonly<Record<string, string>>;
}

/** Rejected `connection.*`, `link.none`, `actor.unknown`, or as the ERP said. */
export async function liveValues(
  hub: ServiceHub,
  { connectionId, entity }: { readonly connectionId: number; readonly entity: EntityRef },
  user: User,
  { language, signal }: { readonly language: string; readonly signal: AbortSignal },
): Promise<Outcome<LiveValues>> {
  const shown = (await displayFields(hub, entity, user)).find(({ id }) => id === connectionId);
  const fields = (shown?.fields ?? []).filter(({ type }) => type !== 'password');
  const fieldKeys = fields.map(({ fieldKey }) => fieldKey);
  const link = await linkOf(hub, connectionId, entity);
  const wires = await erpValues(hub, { connectionId, entity, fieldKeys }, user, signal);
  if (wires.status !== 'done') return wires;
  const at = new Date();
  const canonical: Record<string, string> = {};
  for (const [index, { fieldKey, type }] of fields.entries()) {
    const decoded = decodeValue(type, wires.value[index] ?? '');
    if (decoded.ok) canonical[fieldKey] = decoded.value;
  }
  if (link !== undefined) await saveSeen(hub.db, link, { fields: canonical, at });
  const nameOf = itemName(await erpListItems(hub.db, connectionId), language);
  const values = fields.flatMap(({ fieldKey, type, listName }): readonly (readonly [string, string])[] => {
    const value = canonical[fieldKey];
    if (value === undefined) return [];
    return [[fieldKey, type === 'list' ? nameOf(listName, value) : value]];
  });
  return done({ at, values: Object.fromEntries(values) });
}
