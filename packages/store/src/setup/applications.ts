/** Registered applications with their public keys, as a call to one needs them. */
import type { Queryable } from '../database.ts';

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
