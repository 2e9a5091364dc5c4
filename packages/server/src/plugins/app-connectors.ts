/**
 * Registered applications as connectors: `app://CLIENT_ID` is looked up, and its service called after both sides have proved who
 * they are. The registration is read before every call, so that what an administrator takes back counts at once.
 */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { type ApplicationProof, applicationProof, type RegisteredApplication, type SigningKey } from '@kobling/soap';
import { type ApplicationRow, type Database, registeredApplication } from '@kobling/store';

/** Registrations that are about to be saved, by client id: undefined stands for one that is about to go. */
export type ApplicationDrafts = ReadonlyMap<string, ApplicationRow | undefined>;

export interface Applications {
  /** Where the service of an application is now. Rejected `application.*`. */
  find(clientId: string): Promise<Outcome<RegisteredApplication>>;
  /** Of one application, for all who call it. */
  proof(clientId: string): ApplicationProof;
  withDrafts(drafts: ApplicationDrafts): Applications;
}
export interface ApplicationParts {
  readonly signingKey: () => Promise<Outcome<SigningKey>>;
  readonly now: () => Date;
}

/** Undefined: no address of an application. */
export function clientIdIn(url: string): string | undefined {
  const found = /^app:\/\/([^/?#\s]+)\/?$/i.exec(url.trim())?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

/** Those that the hub's database holds. */
export const applications = (db: Database, parts: ApplicationParts): Applications =>
  applicationsFrom(parts, (clientId) => registeredApplication(db, clientId));

export function applicationsFrom(
  parts: ApplicationParts,
  look: (clientId: string) => Promise<ApplicationRow | undefined>,
): Applications {
  const find = async (clientId: string): Promise<Outcome<RegisteredApplication>> =>
    usable(clientId, await look(clientId));
  const proofs = new Map<string, ApplicationProof>();
  return {
    find,
    proof(clientId) {
      const known = proofs.get(clientId);
      if (known !== undefined) return known;
      const { signingKey, now } = parts;
      const proof = applicationProof({ clientId, application: () => find(clientId), signingKey, now });
      proofs.set(clientId, proof);
      return proof;
    },
    withDrafts: (drafts) => applicationsFrom(parts, async (id) => (drafts.has(id) ? drafts.get(id) : await look(id))),
  };
}

function usable(clientId: string, row: ApplicationRow | undefined): Outcome<RegisteredApplication> {
  if (row === undefined)
    return rejected(
      'application.unknown',
      `No application is registered under the client id ${JSON.stringify(clientId)}. Add it under "applications" in the set-up file.`,
    );
  if (!row.active)
    return rejected(
      'application.inactive',
      `The application ${row.name} is registered as inactive, so that it is not called. Set it active in the set-up file.`,
    );
  if (!/^https?:\/\//i.test(row.url) || !URL.canParse(row.url))
    return rejected(
      'application.url',
      `The application ${row.name} has the address ${JSON.stringify(row.url)}, which is none of a service. Write it as https://HOST/ErpConnectorWS.svc.`,
    );
  return done({ clientId, url: row.url, keys: row.keys });
}
