/** Registered applications, and the keys with which the hub proves itself to them. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { publicKeyFrom } from '@kobling/soap';
import {
  addAudit,
  type ApplicationRow,
  applicationToChange,
  connectorsAt,
  registeredApplications,
  removeApplication,
  saveApplication,
} from '@kobling/store';
import type { HubKey } from '../secrets/hub-keys.ts';
import { auditChange, whole } from './audited.ts';
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

export interface ApplicationWish {
  readonly clientId: string;
  readonly name: string;
  readonly url: string;
  readonly active: boolean;
}

/** Rejected `application.*`. */
export const registerApplication = (
  hub: Pick<ServiceHub, 'db'>,
  wanted: ApplicationWish,
  by: string,
): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const { problem, wish } = checked(wanted);
    if (problem !== undefined) return problem;
    if ((await applicationToChange(tx, wish.clientId)) !== undefined)
      return rejected('application.exists', `There is an application with the client id ${wish.clientId} already.`);
    await saveApplication(tx, { ...wish, keys: [] });
    const { clientId, ...rest } = wish;
    await addAudit(tx, { by, action: 'application.add', subject: clientId, new: rest });
    return done(undefined);
  });

/** Name, address and whether it may be called; the client id stays. Rejected `application.*`. */
export const changeApplication = (
  hub: Pick<ServiceHub, 'db'>,
  clientId: string,
  change: Partial<Omit<ApplicationWish, 'clientId'>>,
  by: string,
): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const before = await applicationToChange(tx, clientId);
    if (before === undefined) return unknownApplication(clientId);
    const { problem, wish } = checked({ ...before, ...change });
    if (problem !== undefined) return problem;
    const { keys } = before;
    await saveApplication(tx, { ...wish, clientId, keys });
    await auditChange(
      tx,
      { by, subject: clientId, action: 'application.change' },
      { name: before.name, url: before.url, active: before.active },
      { name: wish.name, url: wish.url, active: wish.active },
    );
    return done(undefined);
  });

/** Refused while a connector leads to it. Rejected `application.unknown`, `application.inUse`. */
export const deleteApplication = (hub: Pick<ServiceHub, 'db'>, clientId: string, by: string): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const application = await applicationToChange(tx, clientId);
    if (application === undefined) return unknownApplication(clientId);
    const connectors = await connectorsAt(tx, [`app://${clientId}`, `app://${encodeURIComponent(clientId)}`]);
    if (connectors.length > 0)
      return rejected(
        'application.inUse',
        `${application.name} is the application of the connector ${connectors.join(', ')}. Delete the connector first, or make the application inactive.`,
      );
    await removeApplication(tx, clientId);
    await addAudit(tx, { by, action: 'application.delete', subject: clientId, old: { name: application.name } });
    return done(undefined);
  });

export interface KeyWish {
  /** A public key in PEM form. */
  readonly pem: string;
  /** First and last day, ISO, in UTC; null: no limit. */
  readonly from: string | null;
  readonly until: string | null;
}

/** Beside those that are there: that is how a key is changed without a stop. Rejected `application.*`, `key.*`. */
export const addApplicationKey = (
  hub: Pick<ServiceHub, 'db'>,
  clientId: string,
  { pem, from, until }: KeyWish,
  by: string,
): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const application = await applicationToChange(tx, clientId);
    if (application === undefined) return unknownApplication(clientId);
    const key = publicKeyFrom(pem);
    if (key.status !== 'done') return key;
    if (from !== null && until !== null && until < from)
      return rejected('application.keyDays', 'The last day of the key is before its first. Correct one of the two.');
    const { kid } = key.value;
    if (application.keys.some((known) => kidOf(known.pem) === kid))
      return rejected(
        'application.keyExists',
        `${application.name} has this key already. Remove it first to change its days.`,
      );
    await saveApplication(tx, { ...application, keys: [...application.keys, { pem: pem.trim(), from, until }] });
    await addAudit(tx, { by, action: 'application.addKey', subject: clientId, new: { kid, from, until } });
    return done(undefined);
  });

/** Its signatures count no more from the next call on. Rejected `application.unknown`, `application.noKey`. */
export const removeApplicationKey = (
  hub: Pick<ServiceHub, 'db'>,
  clientId: string,
  kid: string,
  by: string,
): Promise<Outcome> =>
  whole(hub, async (tx) => {
    const application = await applicationToChange(tx, clientId);
    if (application === undefined) return unknownApplication(clientId);
    const keys = application.keys.filter(({ pem }) => (kidOf(pem) ?? '') !== kid);
    if (keys.length === application.keys.length)
      return rejected('application.noKey', `${application.name} has no such key any more. Load the list again.`);
    await saveApplication(tx, { ...application, keys });
    await addAudit(tx, { by, action: 'application.removeKey', subject: clientId, old: { kid } });
    return done(undefined);
  });

const kidOf = (pem: string): string | undefined => {
  const key = publicKeyFrom(pem);
  return key.status === 'done' ? key.value.kid : undefined;
};
const unknownApplication = (clientId: string) =>
  rejected('application.unknown', `There is no application ${clientId}. Load the list again.`);

function checked(wanted: ApplicationWish): { problem?: ReturnType<typeof rejected>; wish: ApplicationWish } {
  const wish = {
    clientId: wanted.clientId.trim(),
    name: wanted.name.trim(),
    url: wanted.url.trim(),
    active: wanted.active,
  };
  const problem = problemOf(wish);
  return problem === undefined ? { wish } : { problem, wish };
}
function problemOf({ clientId, name, url }: ApplicationWish) {
  if (clientId === '' || clientId.length > 100 || /[\s/?#]/.test(clientId))
    return rejected('application.clientId', 'A client id has at most 100 characters, and no blank, /, ? or #.');
  if (name === '' || name.length > 200)
    return rejected('application.name', 'An application needs a name of at most 200 characters.');
  if (url.length > 1_023 || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    return rejected('application.url', 'This is no address of a service: write it as https://HOST/ErpConnectorWS.svc.');
  return undefined;
}
