/** What people ask for that goes over many records: a dry run, the resync it was made for, and the undo of an earlier run. */
import { addRequest } from '@kobling/store';
import type { Begun } from './story.ts';
import { workToRest } from './worker.ts';

export async function makeRequests(story: Begun): Promise<void> {
  const { db, connectionId, erpEdit, crmEdit } = story;
  erpEdit(0, { Phone: 'regretted in the CRM', City: 'Tromsø' });
  erpEdit(1, { City: 'Bodø' });
  await crmEdit(1, { email: 'regretted@in.erp' });
  await crmEdit(7, { phone: 'regretted too' });
  await workToRest({ ...story, aheadMs: -1_800_000 });
  const [run] = await db.query<{ id: number }>(`select max(id) as id from run where kind = 'cycle'`);
  erpEdit(2, { City: 'Alta' });
  await crmEdit(2, { phone: 'lost to the resync' });
  await crmEdit(3, { email: 'kept@over.blank' });
  const resync = { kind: 'resync', from: 'erp', noBlanks: true } as const;
  await addRequest(db, connectionId, { ...resync, dryRun: true }, 'ann');
  await addRequest(db, connectionId, resync, 'ann');
  await addRequest(db, connectionId, { kind: 'undo', runId: run?.id ?? 0 }, 'ann');
  await addRequest(db, connectionId, { kind: 'cycle', dryRun: true }, 'ann');
}
