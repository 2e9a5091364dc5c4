/** Registered applications, and the keys with which the hub proves itself to them. */
import type { Outcome } from '@kobling/sdk';
import { done } from '@kobling/sdk';
import { publicKeyFrom } from '@kobling/soap';
import { type ApplicationRow, registeredApplications } from '@kobling/store';
import type { HubKey } from '../secrets/hub-keys.ts';
import type { ServiceHub } from './service-hub.ts';

export interface ApplicationShown {
  readonly clientId: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
  readonly keys: readonly {
    /** Undefined: it cannot be used. */
    readonly kid: string | undefined;
    readonly from: Date | null;
    /** The first moment at which it counts no more. */
    readonly until: Date | null;
  }[];
}

export async function listApplications(hub: Pick<ServiceHub, 'db'>): Promise<Outcome<readonly ApplicationShown[]>> {
  return done((await registeredApplications(hub.db)).map(shown));
}

const shown = ({ clientId, name, url, active, keys }: ApplicationRow): ApplicationShown => ({
  clientId,
  name,
  url,
  active,
  keys: keys.map(({ pem, from, until }) => {
    const key = publicKeyFrom(pem);
    return { kid: key.status === 'done' ? key.value.kid : undefined, from, until };
  }),
});

/** Shows the hub's keys; `next` makes the pair that is to follow, `use` begins to sign with it. */
export async function hubKeys(
  hub: Pick<ServiceHub, 'secrets'>,
  wish: 'show' | 'next' | 'use',
  by: string,
): Promise<Outcome<readonly HubKey[]>> {
  const { hub: keys } = hub.secrets;
  if (wish === 'use') return await keys.useNext(by);
  return done(wish === 'next' ? await keys.makeNext(by) : await keys.shown());
}
