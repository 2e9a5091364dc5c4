/** Selections: made, filled from ids or from all that a question finds, emptied, renamed, deleted. Everyone sees them all. */
import type { EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addFoundMembers,
  addMembers,
  allSelections,
  type Criteria,
  findableMap,
  findSelection,
  insertSelection,
  removeMembers,
  removeSelection,
  renameSelection,
  type Selection,
} from '@kobling/store';
import type { Asking } from './find/index.ts';
import type { ServiceHub } from './service-hub.ts';

const longestName = 220;

const unknown = (id: number) =>
  rejected('selection.unknown', `There is no selection ${id}, or it was deleted. Load the list again.`);

function nameOf(name: string): Outcome<string> {
  const short = name.trim();
  const refuse = (message: string) => rejected('selection.name', message, { fields: { name: message } });
  if (short === '') return refuse('A selection needs a name. Enter one.');
  if (Array.from(short).length > longestName)
    return refuse(`The name is longer than ${longestName} characters. Shorten it.`);
  return done(short);
}

export const listSelections = (hub: ServiceHub): Promise<readonly Selection[]> => allSelections(hub.db);

/** Rejected `selection.unknown`. */
export async function getSelection(hub: ServiceHub, id: number): Promise<Outcome<Selection>> {
  const found = await findSelection(hub.db, id);
  return found === undefined ? unknown(id) : done(found);
}

/** Names need not differ: an import may keep its results under the same name each day. Rejected `selection.name`. */
export async function createSelection(
  hub: ServiceHub,
  wish: { readonly kind: EntityKind; readonly name: string },
  by: string,
): Promise<Outcome<Selection>> {
  const name = nameOf(wish.name);
  if (name.status !== 'done') return name;
  return getSelection(hub, await insertSelection(hub.db, { entity: wish.kind, name: name.value, by }));
}

export async function changeSelectionName(hub: ServiceHub, id: number, wanted: string): Promise<Outcome<Selection>> {
  const name = nameOf(wanted);
  if (name.status !== 'done') return name;
  return (await renameSelection(hub.db, id, name.value)) ? getSelection(hub, id) : unknown(id);
}

export const deleteSelection = async (hub: ServiceHub, id: number): Promise<Outcome> =>
  (await removeSelection(hub.db, id)) ? done(undefined) : unknown(id);

/** Which records: named one by one, or all that a question finds now. */
export type Members = { readonly ids: readonly number[] } | { readonly found: Criteria };
const batch = 1_000;

/** Answers how many were not in it before. Rejected `selection.unknown`, or as the finder is. */
export async function addToSelection(
  hub: ServiceHub,
  id: number,
  members: Members,
  asking: Asking,
): Promise<Outcome<number>> {
  const selection = await findSelection(hub.db, id);
  if (selection === undefined) return unknown(id);
  if ('found' in members) {
    const fields = await findableMap(hub.db, selection.entity, asking.userId);
    const today = new Date().toISOString().slice(0, 10);
    return addFoundMembers(hub.db, selection, { kind: selection.entity, fields, criteria: members.found, today });
  }
  let added = 0;
  for (let at = 0; at < members.ids.length; at += batch)
    added += await addMembers(hub.db, selection, members.ids.slice(at, at + batch));
  return done(added);
}

/** Answers how many were in it. Rejected `selection.unknown`. */
export async function removeFromSelection(
  hub: ServiceHub,
  id: number,
  ids: readonly number[],
): Promise<Outcome<number>> {
  if ((await findSelection(hub.db, id)) === undefined) return unknown(id);
  return done(await removeMembers(hub.db, id, ids));
}
