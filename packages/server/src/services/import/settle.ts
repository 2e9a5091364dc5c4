/** How an import is to be done, which of the hits, and what would become of each. */
import { importMatches, type ImportSettings } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { crmFields, type ErpImport, itemsById, moveImport, previewImport, tickRows } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findImport } from './begin.ts';

/** Keeps the settings and decides every row with them. Rejected `import.unknown`, `import.settings`, `import.notReady`. */
export async function settleImport(
  hub: ServiceHub,
  id: number,
  settings: ImportSettings,
  by: string,
): Promise<Outcome> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  const unfit = await unfitSettings(hub, found.value, settings);
  if (unfit !== undefined) return unfit;
  if (!(await moveImport(hub.db, id, ['ready'], { settings }))) return notReady(found.value);
  await previewImport(hub.db, { ...found.value, settings });
  return done(undefined);
}

const notReady = ({ id, status }: ErpImport) =>
  rejected(
    'import.notReady',
    status === 'searching'
      ? `Import ${id} is still searching. Wait until it has all hits.`
      : `Import ${id} was carried out already. Begin a new one.`,
  );

async function unfitSettings(hub: ServiceHub, { entity }: ErpImport, settings: ImportSettings) {
  const offered: readonly string[] = importMatches[entity];
  if (!offered.includes(settings.match))
    return rejected(
      'import.settings',
      `A ${entity} cannot be recognised by ${settings.match}. Choose one of ${offered.join(', ')}.`,
    );
  const fields = await crmFields(hub.db, entity);
  const items = await itemsById(hub.db, Object.values(settings.defaultItems).map(Number));
  for (const [key, item] of Object.entries(settings.defaultItems)) {
    const field = fields.find((one) => one.key === key);
    if (field?.type !== 'list' || !items.some(({ id, deleted }) => String(id) === item && !deleted))
      return rejected('import.settings', `${key}: ${item} is no item of its list. Choose one of the list.`);
  }
  return undefined;
}

export interface Tick {
  readonly selected: boolean;
  /** Left out: all hits, or all with that action. */
  readonly places?: readonly number[] | undefined;
  readonly action?: 'new' | 'changed' | 'none' | 'refused' | undefined;
}

/** Rejected `import.unknown`, `import.notReady`. */
export async function tickImport(hub: ServiceHub, id: number, tick: Tick, by: string): Promise<Outcome> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  if (found.value.status === 'done' || found.value.status === 'running') return notReady(found.value);
  await tickRows(hub.db, id, tick);
  return done(undefined);
}
