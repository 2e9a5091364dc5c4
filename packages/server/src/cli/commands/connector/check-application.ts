/** A registered application's service, checked without a hub: keys come from files, and the registration from the command. */
import { type Applications, applicationsFrom } from '../../../plugins/app-connectors.ts';
import { CommandFailed, type Context, exitCodes, must } from '../../context.ts';
import { publicKeysIn, signingKeyIn } from './key-files.ts';

export interface ApplicationOptions {
  readonly clientId?: string;
  /** File of the private key whose public half the service knows. */
  readonly key?: string;
  /** File of the service's public key. */
  readonly applicationKey?: string;
}
export interface CheckedApplication {
  readonly applications: Applications;
  /** Under which it is called. */
  readonly url: string;
}

/** Undefined: the service at this address asks for no proof. */
export async function applicationAt(
  context: Context,
  url: string,
  { clientId, key, applicationKey }: ApplicationOptions,
): Promise<CheckedApplication | undefined> {
  if (clientId === undefined && key === undefined && applicationKey === undefined) return undefined;
  if (clientId === undefined || key === undefined || applicationKey === undefined)
    throw new CommandFailed(
      {
        code: 'connector.application',
        message: 'A service that asks for proof needs all three: --client-id, --key and --application-key.',
      },
      exitCodes.usage,
    );
  must(await signingKeyIn(key));
  const keys = must(await publicKeysIn([applicationKey])).map(({ pem }) => ({ pem, from: null, until: null }));
  const applications = applicationsFrom(
    { signingKey: () => signingKeyIn(key), now: () => context.terminal.now() },
    async (asked) => (asked === clientId ? { clientId, name: clientId, url, active: true, keys } : undefined),
  );
  return { applications, url: `app://${encodeURIComponent(clientId)}` };
}
