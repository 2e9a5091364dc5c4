/**
 * One day of a whole hub: records found and linked, edits on both sides, a conflict, list items, a create, deletes, and values that
 * XML might lose. It is the same whatever lies between hub and ERP, and so must be what is left in the evening.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErpActorType, type FieldValues, withLineFeeds } from '@kobling/sdk';
import { addRequest, addUdefField, connectionNames, waitForRequest } from '@kobling/store';
import type { CliTestHub } from '../../packages/server/src/cli/testing/cli-hub.ts';
import { awkward, peerErp } from '../peers/sample.ts';

/** The ERP of the day as its own users have it; values are canonical. */
export interface DayErp {
  /** As the hub's set-up file names it. */
  readonly url: string;
  add(actorType: ErpActorType, values: FieldValues): Promise<string>;
  edit(actorType: ErpActorType, erpKey: string, values: FieldValues): Promise<void>;
  remove(actorType: ErpActorType, erpKey: string): Promise<void>;
  records(actorType: ErpActorType): Promise<readonly ErpRecord[]>;
}
export interface ErpRecord {
  readonly erpKey: string;
  readonly parentErpKey: string | undefined;
  readonly values: FieldValues;
}

const setup = (url: string): string => `connectors: [{ name: Far, url: "${url}" }]
connections:
  - name: Far ERP
    connector: Far
    active: true
    config: { Server: srv }
    actors:
      Customer:
        fields:
          Nm:     { crm: name, sync: both, search: true }
          Phone:  { crm: phone, sync: both }
          VatNo:  { crm: vatNumber, sync: both }
          City:   { crm: postalAddress.city, sync: both }
          CustGr: { crm: category, sync: both, items: { "1": Retail, "2": Wholesale } }
          Credit: { crm: udef.credit, sync: both }
          Since:  { crm: udef.since, sync: both }
          Blocked: { crm: udef.blocked, sync: fromErp }
          Note:   { crm: text, sync: both }
      Person:
        fields:
          LastName:  { crm: lastName, sync: both }
          FirstName: { crm: firstName, sync: both }
          Mobile:    { crm: mobile, sync: both }
      Project:
        fields:
          Nm:   { crm: name, sync: both }
          Text: { crm: text, sync: both }
    match: { Customer: [vatNumber, name], Person: [lastName], Project: [name] }
priority: [CRM, Far ERP]
sync: { running: false, interval: 10s }
`;

/** Everything that is left: records on both sides, links, conflicts, and what the log says of each field. */
export type Evening = Readonly<Record<string, readonly unknown[]>>;

export async function playDay(shell: CliTestHub, erp: DayErp): Promise<Evening> {
  const day = new Day(shell, erp);
  await day.prepare();
  await day.link();
  await day.editBothSides();
  await day.createInErp();
  await day.remove();
  await day.rest();
  return day.evening();
}

class Day {
  readonly #shell: CliTestHub;
  readonly #erp: DayErp;

  constructor(shell: CliTestHub, erp: DayErp) {
    this.#shell = shell;
    this.#erp = erp;
  }

  async prepare(): Promise<void> {
    const { db } = this.#shell.hub;
    await db.query(
      `insert into crm_list_item (list_id, name) select id, unnest(array['Retail', 'Wholesale', 'Public']) from crm_list where name = 'category'`,
    );
    for (const [key, type] of Object.entries({ credit: 'decimal', since: 'datetime', blocked: 'checkbox' } as const)) {
      const added = await addUdefField(db, {
        entity: 'company',
        key,
        label: key,
        type,
        list: null,
        maxLength: 0,
        rank: 0,
      });
      assert.equal(added.status, 'done');
    }
    // Where a peer holds a null, which was not observed (H05), another has a blank: they begin alike.
    await this.#erp.edit('Customer', '10001', { City: 'Oslo' });
    await this.#crm('company', 'create', 'name=Another name', 'vatNumber=NO 1');
    await this.#crm('company', 'create', 'name=tom ', 'phone=1');
    await this.#crm('person', 'create', 'lastName=Ødegård', 'company=1');
    await this.#crm('project', 'create', 'name=Bygg', `text=${awkward}`);
  }

  async link(): Promise<void> {
    const file = join(this.#shell.folder, 'kobling.yaml');
    await writeFile(file, setup(this.#erp.url));
    const said = await this.#ok('apply', file);
    assert.match(said, /Customer by vatNumber: 1 link/);
    assert.match(said, /Customer by name: 1 link/);
    assert.match(said, /Project by name: 1 link/);
    await this.#ok('sync');
  }

  async editBothSides(): Promise<void> {
    await this.#crm('company', 'set', '1', 'phone=22 33 44 55', 'udef.credit=0.1', 'udef.since=2024-02-29T23:59:59Z');
    await this.#erp.edit('Customer', '10000', { City: 'Bodø ]]>', CustGr: '2', Blocked: '1' });
    // One field on both sides: the CRM ranks higher, the other value is kept in the log.
    await this.#crm('company', 'set', '2', 'phone=crm', 'category=Retail', 'text=from the CRM');
    await this.#erp.edit('Customer', '10001', { Phone: 'erp', Note: `from the ERP ${awkward}` });
    await this.#erp.edit('Person', 'P1', { Mobile: '+47 <1>', FirstName: '' });
    await this.#erp.edit('Project', 'PR1', { Text: ' 😀\n<&>' });
    await this.#ok('sync');
    // An item without counterpart fails in its field alone; the rest of the record goes on.
    await this.#erp.edit('Customer', '10000', { CustGr: '3', City: 'Narvik' });
    await this.#crm('company', 'set', '2', 'postalAddress.city=Voss & omegn');
    await this.#shell.run('sync');
  }

  async createInErp(): Promise<void> {
    const { db } = this.#shell.hub;
    await this.#crm(
      'company',
      'create',
      'name=Ny <Kunde> & Sønn',
      'vatNumber=NO 9',
      'udef.credit=-12.5',
      `text=${awkward}`,
    );
    const connection = (await connectionNames(db)).find(({ name }) => name === 'Far ERP')?.id ?? 0;
    const body = { kind: 'create', actorType: 'Customer', entity: { kind: 'company', id: 3 }, answers: {} } as const;
    const asked = await addRequest(db, connection, body, 'ann');
    await this.#ok('sync');
    const request = await waitForRequest(db, asked, 20_000);
    assert.equal(request?.status, 'done', JSON.stringify(request));
    // And one that the ERP's users made.
    const erpKey = await this.#erp.add('Customer', { Nm: 'Nord', Phone: '7' });
    await this.#crm('company', 'create', 'name=NORD');
    await this.#ok('link', 'Far ERP', 'Customer', '--erp', erpKey, '--crm', '4');
    await this.#ok('sync');
  }

  async remove(): Promise<void> {
    await this.#erp.remove('Customer', '10001');
    await this.#crm('company', 'set', '2', 'phone=after');
    await this.#ok('crm', 'project', 'delete', '1');
    await this.#erp.edit('Project', 'PR1', { Text: 'nobody follows' });
    await this.#shell.run('sync');
    await this.#shell.run('sync');
  }

  /** One more round writes nothing. */
  async rest(): Promise<void> {
    const before = await this.evening();
    await this.#shell.run('sync');
    assert.deepEqual(await this.evening(), before, 'a quiet round writes nothing');
  }

  async evening(): Promise<Evening> {
    const { db } = this.#shell.hub;
    const rows = async (sql: string): Promise<readonly unknown[]> => (await db.query(sql)).map(withLineFeedsIn);
    return {
      erp: await this.#erpRecords(),
      companies: await rows(
        'select id, name, phone, vat_number, postal_city, category, udef, text, deleted from company order by id',
      ),
      persons: await rows('select id, first_name, last_name, mobile, company_id from person order by id'),
      projects: await rows('select id, name, text, deleted from project order by id'),
      links: await rows(
        'select actor_type, erp_key, entity, entity_id, generation, state, base, parent_key from link order by id',
      ),
      conflicts: await rows(
        'select entity, entity_id, erp_field, erp_value, crm_value, winner, status from conflict order by log_id',
      ),
      log: await rows(
        `select entity, entity_id, erp_field, kind, target, old_value, new_value, loser_value from sync_log
         where kind in ('write', 'conflict', 'failure') order by entity, entity_id, erp_field, id`,
      ),
    };
  }

  async #erpRecords(): Promise<readonly unknown[]> {
    const records: unknown[] = [];
    for (const [actorType, type] of Object.entries(peerErp.types) as [ErpActorType, Fields][])
      for (const { erpKey, parentErpKey, values } of await this.#erp.records(actorType)) {
        const held = type.fields.map(({ fieldKey }) => [fieldKey, withLineFeeds(values[fieldKey] ?? '')]);
        records.push({ actorType, erpKey, parentErpKey, values: Object.fromEntries(held) });
      }
    return records;
  }

  async #ok(...argv: readonly string[]): Promise<string> {
    const ran = await this.#shell.run(...argv);
    assert.equal(ran.code, 0, `${argv.join(' ')}\n${ran.out}${ran.err}`);
    return ran.out;
  }
  #crm(...argv: readonly string[]): Promise<string> {
    return this.#ok('crm', ...argv);
  }
}

type Fields = NonNullable<(typeof peerErp.types)['Customer']>;

/** Line ends are no difference (H02), and one peer loses them. */
function withLineFeedsIn(found: unknown): unknown {
  return JSON.parse(JSON.stringify(found), (_, held: unknown) =>
    typeof held === 'string' ? withLineFeeds(held) : held,
  );
}
