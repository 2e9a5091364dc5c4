/** What users do on both sides: edits, a conflict and one that is turned, a deletion, a merge, links in bulk and by hand, a create. */
import { addRequest, deleteEntity, mergeEntities, upsertEntities } from '@kobling/store';
import { addCompanies, type Begun } from './story.ts';

export async function makeEdits({ db, world, connectionId, refs, erpEdit, crmEdit }: Begun): Promise<void> {
  erpEdit(0, { Phone: 'from the ERP' });
  await crmEdit(1, { email: 'crm@firma1.example' });
  erpEdit(2, { City: 'Bodø' });
  await crmEdit(2, { phone: 'from the CRM' });
  erpEdit(3, { Phone: 'loses' });
  await crmEdit(3, { phone: 'wins' });
  erpEdit(4, { Email: 'same@firma4.example' });
  await crmEdit(4, { email: 'same@firma4.example' });
  erpEdit(5, { Phone: 'nobody wants it' });
  const deleted = refs[5];
  if (deleted !== undefined) await deleteEntity(db, deleted, { by: 'ann' });
  const [survivor] = await addCompanies(db, ['Firma 7 AS']);
  const doubled = refs[7];
  if (survivor !== undefined && doubled !== undefined) await mergeEntities(db, doubled, survivor, { by: 'ann' });
  world.add('Customer', { Nm: 'Nykunde', Phone: '77', Email: 'post@nykunde.example' });
  await addCompanies(db, ['Nykunde']);
  await addRequest(db, connectionId, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'ann');
  const byHand = world.add('Customer', { Nm: 'Under another name', Phone: '66' });
  const [created, joined] = await addCompanies(db, ['Nyskapt', 'Håndlenket']);
  if (created === undefined || joined === undefined) throw new Error('No company to create from.');
  await upsertEntities(db, 'company', [{ id: created.id, values: { phone: '88' } }], { by: 'ann' });
  const wish = { kind: 'create', actorType: 'Customer', entity: created, answers: {} } as const;
  await addRequest(db, connectionId, wish, 'ann');
  const link = { kind: 'link', actorType: 'Customer', erpKey: byHand, entity: joined } as const;
  await addRequest(db, connectionId, link, 'ann');
  const [conflict] = await db.query<{ id: number }>(`select log_id as id from conflict where status = 'open'`);
  if (conflict === undefined) throw new Error('There is no conflict to turn.');
  await addRequest(db, connectionId, { kind: 'useOther', conflict: conflict.id }, 'ann');
}
