/**
 * The demonstration on a new hub: a workbook as the ERP, the other side of it in the CRM, and the set-up file that joins
 * them, applied as a person would. Every step may be the last before a crash: the next start goes on behind it.
 */
import { readFile } from 'node:fs/promises';
import type { Hub } from '../hub.ts';
import { setUpConnection } from './connect.ts';
import { isNewHub } from './is-new-hub.ts';
import { type RecordCounts, writeRecords } from './records.ts';
import { readStep, saveStep } from './step.ts';
import { waitUntilInStep } from './wait-in-step.ts';
import { layOutWorkbook } from './workbook-file.ts';

/** The files of the demonstration, which people may look at and copy too. */
const folder = new URL('../../../../demo/', import.meta.url);

/**
 * Fills a hub that has no companies, connections or users; does nothing on any other, or when it is done already.
 * Throws with a sentence when it does not come to its end; the next start takes it up again.
 */
export async function installDemo(hub: Hub): Promise<void> {
  const step = await readStep(hub.db);
  if (step === 'done') return;
  if (step === undefined) {
    if (!(await isNewHub(hub.db))) return;
    await saveStep(hub.db, 'begun');
  }
  hub.log.info('Demo: companies, persons and projects are made, and joined with a workbook …');
  await layOutWorkbook(hub, new URL('demo-erp.xlsx', folder));
  const records = await writeRecords(hub.db);
  const requests = await setUpConnection(hub, await readFile(new URL('kobling.yaml', folder), 'utf8'));
  const links = await waitUntilInStep(hub, requests);
  await saveStep(hub.db, 'done');
  hub.log.info(`Demo: ${inWords(records)}; ${links} of them linked, in step.`);
}

const inWords = ({ companies, persons, projects }: RecordCounts): string =>
  `${companies} companies, ${persons} persons, ${projects} projects`;
