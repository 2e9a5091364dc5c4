/** Who may call the connectors that `kobling connector serve` hosts, from files that are read again for every call. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, textIn } from '@kobling/sdk';
import { type Callers, newKeyPair, publicPemOf } from '@kobling/soap';
import { CommandFailed, type Context, exitCodes, must } from '../../context.ts';
import { publicKeysIn, signingKeyIn } from './key-files.ts';

export interface CallerOptions {
  readonly clientId?: string;
  /** Files with public keys, one or several in each. */
  readonly caller: readonly string[];
  /** File of the private key with which the host proves itself; made in the state folder when left out. */
  readonly key?: string;
  readonly callersByAddress?: boolean;
}

/** Undefined: everybody who reaches it may call. Fails where the files are not as they should be at the start. */
export async function callersFrom(
  context: Context,
  options: CallerOptions,
  state: string,
): Promise<Callers | undefined> {
  const { clientId, caller } = options;
  if (clientId === undefined && caller.length === 0 && options.key === undefined) return undefined;
  if (clientId === undefined || caller.length === 0)
    throw new CommandFailed(
      {
        code: 'connector.callers',
        message:
          'Who may call needs both: --client-id, under which the callers have registered this host, and --caller FILE with their public key.',
      },
      exitCodes.usage,
    );
  const keyFile = options.key ?? (await ownKeyFile(state));
  const told = new Set<string>();
  /** What is wrong with a file is said once, until it is right again. */
  const telling = <T>(outcome: Outcome<T>): Outcome<T> => {
    if (outcome.status === 'done') told.clear();
    else if (!told.has(outcome.reason.code)) {
      told.add(outcome.reason.code);
      context.terminal.err(`${textIn('en', outcome.reason.message)}\n`);
    }
    return outcome;
  };
  const own = must(await signingKeyIn(keyFile));
  must(await publicKeysIn(caller));
  context.terminal.out(`Callers must authenticate. Register this public key with them, for the client id ${clientId}:`);
  context.terminal.out(publicPemOf(own).trim());
  return {
    clientId,
    keys: async () => telling(await publicKeysIn(caller)),
    ownKey: async () => telling(await signingKeyIn(keyFile)),
    byAddress: options.callersByAddress === true,
  };
}

async function ownKeyFile(state: string): Promise<string> {
  const file = join(state, 'application-key.pem');
  await mkdir(state, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, (await newKeyPair()).privatePem, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return file;
}
