/** The vendor's own client, unmodified, against a running hub; and that hub with people of each right. */
import { createRequire } from 'node:module';
import type { WebApi as VendorApi } from '@superoffice/webapi' with { 'resolution-mode': 'require' };
import { createPasswords } from '../../auth/passwords.ts';
import { cheapPasswords, testHub, type TestHub } from '../../testing/test-hub.ts';

/** Its build for Node; the other one is for bundlers. */
const { WebApi } = createRequire(import.meta.url)('@superoffice/webapi') as { readonly WebApi: typeof VendorApi };

export const people = {
  /** Administrator with a licence. */
  ann: 'four gulls over the quay',
  /** User with a licence. */
  bob: 'nine herons by the weir',
  /** User without one. */
  eve: 'one owl in the old oak',
} as const;
export type PersonName = keyof typeof people;

/** The client of one person: name and password with each request, as scripts do it. */
export function vendorClient({ hub }: TestHub, name: PersonName, language = 'en') {
  const authorization = `Basic ${Buffer.from(`${name}:${people[name]}`).toString('base64')}`;
  return new WebApi({
    baseUrl: `${hub.url ?? ''}/api`,
    languageCode: language,
    axiosConfig: { headers: { Authorization: authorization } },
  });
}

/** A hub with ann, bob and eve. */
export async function hubWithPeople(options: Parameters<typeof testHub>[0] = {}): Promise<TestHub> {
  const fixture = await testHub(options);
  const passwords = createPasswords(cheapPasswords);
  for (const [name, password] of Object.entries(people)) {
    await fixture.hub.db.run(
      'insert into app_user (name, full_name, password_hash, role, licensed) values ($1, $1, $2, $3, $4)',
      [name, await passwords.hash(password), name === 'ann' ? 'administrator' : 'user', name !== 'eve'],
    );
  }
  return fixture;
}

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
/** What the hub answered in place of a value; throws when the call succeeded. */
export async function refused(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: { code?: string; message?: string } };
    };
    if (response === undefined) throw error;
    return { status: response.status, code: response.data.code ?? '', message: response.data.message ?? '' };
  }
  throw new Error('The call succeeded.');
}

type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends Date | { asSeconds(): number }
    ? T
    : T extends object
      ? { [Name in keyof T]-?: Whole<NonNullable<T[Name]>> }
      : T;
/** The vendor's types call every property optional; what the hub answers has them all. */
export const whole = async <T>(answer: Promise<T>): Promise<Whole<NonNullable<T>>> =>
  (await answer) as Whole<NonNullable<T>>;
