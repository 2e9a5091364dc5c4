/** For tests of the store: a connection, companies and links, by plain inserts. */
import type { BaseField, Commit, CrmWrite, Lease, LinkUpdate, LogEntry, RunHandle } from '@kobling/engine';
import type { Database } from '../database.ts';

const only = <T>(rows: readonly T[]): T => {
  const row = rows[0];
  if (row === undefined) throw new Error('a row was expected');
  return row;
};

export async function addConnection(db: Database, name: string, url = 'plugin://memory'): Promise<number> {
  const connector = only(
    await db.query<{ id: number }>('insert into connector (name, url) values ($1, $2) returning id', [name, url]),
  );
  const rows = await db.query<{ id: number }>(
    'insert into connection (connector_id, name, active) values ($1, $2, true) returning id',
    [connector.id, name],
  );
  return only(rows).id;
}

/** Companies named `${name} 1` … with the phone `${number}`. */
export async function addCompanies(db: Database, name: string, count: number): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `insert into company (name, phone, number) select $1 || ' ' || n, n, n from generate_series(1, $2::int) n
     order by n returning id`,
    [name, count],
  );
  return rows.map((row) => row.id);
}

/** Links company to key `K<id>`. */
export async function addLinks(
  db: Database,
  connectionId: number,
  companies: readonly number[],
): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id)
     select $1, 'Customer', 'K' || id, 'company', id from unnest($2::int[]) with ordinality as c (id, n) order by n
     returning id`,
    [connectionId, companies],
  );
  return rows.map((row) => row.id);
}

export const aRun = (connectionId: number, by = 'sync'): RunHandle => ({
  connectionId,
  kind: 'cycle',
  by,
  id: undefined,
});

export const aCommit = (parts: Partial<Commit>): Commit => ({
  crmWrites: [],
  links: [],
  logs: [],
  intents: [],
  intentUpdates: [],
  hints: [],
  servedHints: [],
  held: [],
  heldAnswers: [],
  counted: [],
  ...parts,
});

export const aBase = (e: string, c: string, r = 1): BaseField => ({ e, c, v: 1, r });

/** A phone that comes from the ERP: the write, its base and its log row. */
export function phoneWrite(
  link: { readonly id: number; readonly company: number; readonly generation?: number },
  from: string,
  to: string,
): { readonly crm: CrmWrite; readonly link: LinkUpdate; readonly log: LogEntry } {
  const ref = { kind: 'company' as const, id: link.company };
  return {
    crm: { linkId: link.id, ref, fields: { phone: { expected: from, value: to } }, writer: 1 },
    link: { id: link.id, generation: link.generation ?? 1, base: { Phone: aBase(to, to) } },
    log: aLog({ linkId: link.id, entity: ref, target: 'crm', oldValue: from, newValue: to }),
  };
}

export const aLog = (parts: Partial<LogEntry>): LogEntry => ({
  linkId: null,
  entity: null,
  erpField: 'Phone',
  crmField: 'phone',
  kind: 'write',
  target: null,
  oldValue: null,
  newValue: null,
  ...parts,
});

/** Ends a lease as time would. */
export const expire = (db: Database, lease: Lease): Promise<number> =>
  db.run(`update lease set expires_at = clock_timestamp() - interval '1 ms' where connection_id = $1`, [
    lease.connectionId,
  ]);
