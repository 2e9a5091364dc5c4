import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { EntityRef, FeedPage, FeedPosition } from '@kobling/engine';
import { feedSettled, testDatabase } from '../testing/index.ts';
import {
  addListItem,
  addUdefField,
  changeListItem,
  createEntity,
  crmFields,
  currentFeedPosition,
  deleteEntity,
  findEntities,
  getEntity,
  mergeEntities,
  survivorOf,
  readFeed,
  updateEntity,
  upsertEntities,
} from './index.ts';

const database = await testDatabase();
const { db } = database;
after(() => database.drop());

/** The feed as it stands once other test files' transactions are out of the way. */
async function here(): Promise<FeedPosition> {
  await feedSettled(db);
  return currentFeedPosition(db);
}
async function news(position: FeedPosition, connection = 1, limit = 100): Promise<FeedPage> {
  await feedSettled(db);
  return readFeed(db, connection, position, limit);
}
const ann = { by: 'ann' };

async function made(kind: EntityRef['kind'], values: Record<string, string>): Promise<EntityRef> {
  const created = await createEntity(db, kind, values, ann);
  if (created.status !== 'done') throw new Error(JSON.stringify(created));
  return created.value.ref;
}
async function refused(kind: EntityRef['kind'], values: Record<string, string>): Promise<[string, string]> {
  const created = await createEntity(db, kind, values, ann);
  if (created.status !== 'rejected') throw new Error('was not refused');
  return [created.reason.code, created.reason.message];
}

void describe('records', () => {
  void it('every field comes back as it was given', async () => {
    const category = await addListItem(db, 'category', 'Customer A');
    await addUdefField(db, {
      entity: 'company',
      key: 'score',
      label: 'Score',
      type: 'decimal',
      list: null,
      maxLength: 0,
      rank: 1,
    });
    const values: Record<string, string> = {};
    for (const field of await crmFields(db, 'company'))
      values[field.key] = field.type === 'text' ? `${field.key} æ'"\\,{}` : '';
    Object.assign(values, {
      category: String(category.status === 'done' ? category.value.id : 0),
      registrationDate: '2024-02-29',
      'udef.score': '10.5',
      'postalAddress.zip': '0150',
      'streetAddress.zip': '0151',
    });
    const ref = await made('company', values);
    assert.deepEqual((await getEntity(db, ref))?.values, values);
    const cleared = await updateEntity(db, ref, { 'udef.score': '', registrationDate: '', category: '' }, ann);
    assert.equal(cleared.status, 'done');
    assert.deepEqual((await getEntity(db, ref))?.values, {
      ...values,
      'udef.score': '',
      registrationDate: '',
      category: '',
    });
  });

  void it('bad values are refused with a sentence that names record and field', async () => {
    assert.deepEqual(await refused('company', { name: ' ' }), [
      'crm.mandatory',
      'Name of the new company: must not be blank. Enter a name.',
    ]);
    assert.equal((await refused('company', { name: 'x'.repeat(221) }))[0], 'crm.tooLong');
    assert.match(
      (await refused('company', { name: 'A', registrationDate: '2023-02-29' }))[1],
      /Registration date of the new company: "2023-02-29"/,
    );
    assert.equal((await refused('company', { name: 'A', category: '999' }))[0], 'crm.noItem');
    assert.equal((await refused('person', { lastName: 'B', company: '999' }))[0], 'crm.noCompany');
    assert.equal((await refused('person', { title: 'Dr' }))[0], 'crm.mandatory');
    assert.equal((await refused('project', { name: 'A', colour: 'red' }))[0], 'crm.noField');
    assert.equal((await refused('project', { name: 'A\0' }))[0], 'crm.character');
    assert.equal((await refused('company', { name: 'A', 'udef.score': '1,5' }))[0], 'crm.notDecimal');
  });

  void it('an item of another list, and a hidden item, are refused', async () => {
    const item = await addListItem(db, 'business', 'Trade');
    const id = item.status === 'done' ? item.value.id : 0;
    assert.equal((await refused('company', { name: 'A', category: String(id) }))[0], 'crm.noItem');
    const ref = await made('company', { name: 'A', business: String(id) });
    await changeListItem(db, id, { deleted: true });
    assert.equal((await refused('company', { name: 'B', business: String(id) }))[0], 'crm.noItem');
    assert.equal((await getEntity(db, ref))?.values.business, String(id), 'who has it keeps it');
  });
});

void describe('H28 who wrote a field', () => {
  void it('the person who made the record stays among the writers of what was filled then, and of nothing else', async () => {
    const ref = await made('company', { name: 'Acme', phone: '1' });
    assert.deepEqual((await getEntity(db, ref))?.origin, {});
    await updateEntity(db, ref, { phone: '2', fax: '9' }, { by: 'sync', writer: 5 });
    assert.deepEqual((await getEntity(db, ref))?.origin, { phone: { 0: 1, 5: 2 }, fax: { 5: 2 } });
    await updateEntity(db, ref, { phone: '3' }, { by: 'sync', writer: 6 });
    assert.deepEqual((await getEntity(db, ref))?.origin, { phone: { 0: 1, 5: 2, 6: 3 }, fax: { 5: 2 } });
  });

  void it('a record that an ERP made has that ERP alone', async () => {
    const created = await createEntity(db, 'company', { name: 'Acme', phone: '1' }, { by: 'sync', writer: 5 });
    assert.ok(created.status === 'done');
    await updateEntity(db, created.value.ref, { phone: '2' }, { by: 'sync', writer: 6 });
    assert.deepEqual((await getEntity(db, created.value.ref))?.origin['phone'], { 5: 1, 6: 2 });
  });
});

void describe('H12 stale forms', () => {
  void it('a whole-entity save writes only what its user edited', async () => {
    const ref = await made('company', { name: 'Acme', phone: '1', email: 'a@acme.example' });
    const shown = (await getEntity(db, ref))?.values ?? {};
    await updateEntity(db, ref, { phone: '2' }, { by: 'sync', writer: 5 });
    const saved = await updateEntity(db, ref, { ...shown, email: 'b@acme.example' }, { ...ann, base: shown });
    assert.equal(saved.status, 'done');
    const now = await getEntity(db, ref);
    assert.equal(now?.values.phone, '2');
    assert.equal(now?.values.email, 'b@acme.example');
    assert.deepEqual(now?.origin, { phone: { 0: 1, 5: 2 }, email: { 0: 3 } });
  });

  void it('a real clash is shown and nothing is written, by base and by version', async () => {
    const ref = await made('company', { name: 'Acme', phone: '1' });
    await updateEntity(db, ref, { phone: '2' }, { by: 'sync', writer: 5 });
    for (const since of [{ base: { phone: '1' } }, { expectedVersion: 1 }]) {
      const clash = await updateEntity(db, ref, { phone: '3', fax: '9' }, { ...ann, ...since });
      assert.deepEqual(clash.status === 'clash' ? clash.clashes : clash, [
        { field: 'phone', wanted: '3', current: '2' },
      ]);
      assert.equal((await getEntity(db, ref))?.version, 2);
    }
    const other = await updateEntity(db, ref, { fax: '9' }, { ...ann, expectedVersion: 1 });
    assert.equal(other.status, 'done', 'another field is no clash');
    const same = await updateEntity(db, ref, { phone: '2' }, { ...ann, expectedVersion: 1 });
    assert.equal(same.status, 'done', 'the same value is no clash');
  });
});

void describe('deleting and merging', () => {
  void it('a company with persons is refused, or goes with them; the feed tells of each', async () => {
    const company = await made('company', { name: 'Gone' });
    const person = await made('person', { lastName: 'Too', company: String(company.id) });
    const start = await here();
    const kept = await deleteEntity(db, company, ann);
    assert.equal(kept.status === 'rejected' ? kept.reason.code : '', 'crm.hasPersons');
    assert.equal((await deleteEntity(db, company, { ...ann, withPersons: true })).status, 'done');
    assert.equal(await getEntity(db, person), undefined);
    const told = (await news(start, 1)).changes.map(({ entity, op }) => [entity.kind, op]);
    assert.deepEqual(told, [
      ['person', 'delete'],
      ['company', 'delete'],
    ]);
  });

  void it('H34 a merge moves the persons and names the survivor', async () => {
    const from = await made('company', { name: 'Twin' });
    const into = await made('company', { name: 'Survivor' });
    const person = await made('person', { lastName: 'Moves', company: String(from.id) });
    const start = await here();
    assert.equal((await mergeEntities(db, from, into, ann)).status, 'done');
    assert.equal((await getEntity(db, person))?.values.company, String(into.id));
    assert.equal(await getEntity(db, from), undefined);
    const changes = (await news(start, 1)).changes;
    assert.deepEqual(
      changes.map(({ entity, op, survivor }) => [entity.kind, op, survivor]),
      [
        ['person', 'update', null],
        ['company', 'merge', into.id],
      ],
    );
    assert.equal((await mergeEntities(db, into, into, ann)).status, 'rejected');
  });
  void it('H34 what a record was merged into is found over several merges, unless that was deleted', async () => {
    const names = ['First', 'Second', 'Third'];
    const [first, second, third] = await Promise.all(names.map((name) => made('company', { name })));
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    await mergeEntities(db, first, second, ann);
    assert.deepEqual(await survivorOf(db, first), second);
    await mergeEntities(db, second, third, ann);
    assert.deepEqual(await survivorOf(db, first), third);
    assert.equal(await survivorOf(db, third), undefined);
    await deleteEntity(db, third, ann);
    assert.equal(await survivorOf(db, first), undefined);
  });
});

void describe('finding and bulk', () => {
  void it('bad rows of an import are told by place and stop nobody', async () => {
    const start = await here();
    const rows = [
      { values: { name: 'Row one' } },
      { values: { name: '' } },
      { id: 999_999, values: { name: 'x' } },
      { values: { name: 'Row four' } },
    ];
    const result = await upsertEntities(db, 'project', rows, ann);
    assert.deepEqual(
      result.problems.map(({ index, reason }) => [index, reason.code]),
      [
        [1, 'crm.mandatory'],
        [2, 'crm.gone'],
      ],
    );
    const [first, , , fourth] = result.ids;
    assert.equal((await getEntity(db, { kind: 'project', id: fourth ?? 0 }))?.values.name, 'Row four');
    assert.equal((await news(start, 1)).changes.length, 2);
    const again = await upsertEntities(
      db,
      'project',
      [
        { id: first ?? 0, values: { name: 'Row one' } },
        { id: fourth ?? 0, values: { number: '4' } },
      ],
      ann,
    );
    assert.deepEqual([again.created, again.changed], [0, 1]);
    assert.equal((await getEntity(db, { kind: 'project', id: fourth ?? 0 }))?.values.name, 'Row four');
  });

  void it('pages by any sort hold every record once, also equal ones and blanks', async () => {
    await upsertEntities(
      db,
      'person',
      Array.from({ length: 25 }, (_, index) => ({
        values: { lastName: `Page ${index % 3}`, number: index % 2 === 0 ? '' : String(index) },
      })),
      ann,
    );
    for (const sort of [
      { field: 'lastName' },
      { field: 'number', descending: true },
      { field: 'birthDate' },
      { field: 'company' },
      { field: 'id' },
    ]) {
      const seen: number[] = [];
      let after: string | null = null;
      do {
        const page = await findEntities(db, 'person', {
          text: 'page',
          sort,
          limit: 7,
          ...(after === null ? {} : { after }),
        });
        if (page.status !== 'done') throw new Error(page.reason.message);
        seen.push(...page.value.entities.map(({ id }) => id));
        after = page.value.next;
      } while (after !== null);
      assert.equal(seen.length, 25, sort.field);
      assert.equal(new Set(seen).size, 25, sort.field);
    }
  });

  void it('conditions compare by type, and signs of LIKE are themselves', async () => {
    const ref = await made('company', { name: '100 % Øl_AS', registrationDate: '2020-05-01', 'udef.score': '9' });
    const find = async (
      field: string,
      operator: '=' | '<' | 'contains' | 'oneof' | 'isBlank',
      value: string | string[],
    ) => {
      const page = await findEntities(db, 'company', {
        where: [
          { field, operator, value },
          { field: 'id', operator: '=', value: String(ref.id) },
        ],
      });
      return page.status === 'done' ? page.value.entities.length : page.reason.code;
    };
    assert.equal(await find('name', 'contains', '% øl_'), 1);
    assert.equal(await find('name', 'contains', '%x'), 0);
    assert.equal(await find('registrationDate', '<', '2020-10-01'), 1);
    assert.equal(await find('udef.score', '<', '10'), 1, 'by number, not by text');
    assert.equal(await find('udef.score', '<', 'ten'), 'crm.badValue');
    assert.equal(await find('name', 'oneof', ['100 % ØL_as']), 1);
    assert.equal(await find('phone', 'isBlank', ''), 1);
    assert.equal(await find('colour', '=', 'red'), 'crm.noField');
  });
});
