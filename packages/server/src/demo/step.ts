/** How far the installation is. Undefined: it was never begun on this hub. */
import { mergeSetting, type Queryable, readSetting } from '@kobling/store';

export type DemoStep = 'begun' | 'recorded' | 'done';

const setting = 'demo';

export const readStep = async (db: Queryable): Promise<DemoStep | undefined> =>
  (await readSetting<{ readonly step?: DemoStep }>(db, setting))?.step;

export const saveStep = (db: Queryable, step: DemoStep): Promise<void> => mergeSetting(db, setting, { step });

/** The step, held until the transaction ends: of two hubs that start on one database, one waits for the other. */
export async function lockStep(tx: Queryable): Promise<DemoStep | undefined> {
  await mergeSetting(tx, setting, {});
  return readStep(tx);
}
