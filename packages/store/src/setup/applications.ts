/** Registered applications with their public keys, as a call to one needs them. */
import type { Queryable, Transaction } from '../database.ts';
import type { ApplicationToSave } from './save-connection.ts';

export interface ApplicationRow {
  readonly clientId: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  /** `until` is the first moment at which the key counts no more: the end of the day that the set-up names. */
  readonly keys: readonly { readonly pem: string; readonly from: Date | null; readonly until: Date | null }[];
}

/** Undefined: none is registered under this client id. */
export const registeredApplication = async (db: Queryable, clientId: string): Promise<ApplicationRow | undefined> =>
  (await rows(db, 'where a.client_id = $1', [clientId]))[0];

/** By name. */
export const registeredApplications = (db: Queryable): Promise<readonly ApplicationRow[]> => rows(db, '', []);

/**
 * One to change: days as text, as they are saved. Locked until the transaction ends, so that of two who add a key none loses
 * the other's. Undefined: there is none.
 */
export async function applicationToChange(tx: Transaction, clientId: string): Promise<ApplicationToSave | undefined> {
  const [row] = await tx.query<Omit<ApplicationToSave, 'keys'> & { id: number }>(
    'select id, client_id as "clientId", name, url, active from registered_application where client_id = $1 for update',
    [clientId],
  );
  if (row === undefined) return undefined;
  const { id, ...rest } = row;
  const keys = await tx.query<ApplicationToSave['keys'][number]>(
    `select pem, to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD') as from,
       to_char(valid_to at time zone 'UTC', 'YYYY-MM-DD') as until
     from application_key where application_id = $1 order by id`,
    [id],
  );
  return { ...rest, keys };
}

/** Names of the connectors, not deleted, whose address is one of these; in any case. */
export const connectorsAt = async (db: Queryable, urls: readonly string[]): Promise<string[]> =>
  (
    await db.query<{ name: string }>(
      `select name from connector where not deleted and lower(rtrim(url, '/')) = any($1::text[]) order by lower(name)`,
      [urls.map((url) => url.toLowerCase())],
    )
  ).map(({ name }) => name);

async function rows(db: Queryable, where: string, values: readonly string[]): Promise<readonly ApplicationRow[]> {
  const found = await db.query<
    Omit<ApplicationRow, 'keys'> & {
      readonly pem: string | null;
      readonly from: Date | null;
      readonly until: Date | null;
    }
  >(
    `select a.client_id as "clientId", a.name, a.url, a.active, k.pem, k.valid_from as "from",
       k.valid_to + interval '1 day' as "until"
     from registered_application a left join application_key k on k.application_id = a.id
     ${where} order by lower(a.name), a.id, k.id`,
    values,
  );
  const byClient = Map.groupBy(found, (row) => row.clientId);
  return [...byClient].flatMap(([clientId, [first, ...more]]) => {
    if (first === undefined) return [];
    const { name, url, active } = first;
    const keys = [first, ...more].flatMap(({ pem, from, until }) => (pem === null ? [] : [{ pem, from, until }]));
    return [{ clientId, name, url, active, keys }];
  });
}
