/** kobling connector serve: connectors hosted as a SOAP service, until a signal ends it. */
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Connector, ConnectorHost } from '@kobling/sdk';
import {
  fileMemory,
  oneNamespace,
  type Profile,
  profileFromText,
  soapHost,
  wcfDefaults,
  wcfProfile,
} from '@kobling/soap';
import { guardedFetch } from '../../../egress/guard.ts';
import { resolveAllowed } from '../../../files/allowed.ts';
import { readOperator } from '../../../operator.ts';
import { CommandFailed, type Context, dataFolder, exitCodes, must } from '../../context.ts';
import { loadConnector } from './load-module.ts';
import { wsdlFile } from './wsdl-file.ts';
import { type CallerOptions, callersFrom } from './serve-callers.ts';

export interface ServeOptions extends CallerOptions {
  readonly data?: string;
  readonly port: number;
  readonly listen: string;
  /** Besides those of operator.yaml: here there need not be one. */
  readonly files: readonly string[];
  /** Where connections are remembered. */
  readonly state: string;
  readonly contract: string;
  readonly timezone: string;
}

export async function serve(context: Context, modules: readonly string[], options: ServeOptions): Promise<void> {
  const connectors: Connector[] = [];
  for (const module of modules) connectors.push(await loadConnector(module));
  const names = new Set(connectors.map(({ name }) => name.toLowerCase()));
  if (names.size !== connectors.length)
    throw new CommandFailed(
      { code: 'connector.twice', message: 'Two of the connectors have the same name. Give each its own.' },
      exitCodes.usage,
    );
  const state = resolve(options.state);
  const callers = await callersFrom(context, options, state);
  const host = soapHost({
    connectors,
    ...(callers !== undefined && { callers }),
    memory: await fileMemory(join(state, 'connections')),
    hostFor: await lender(context, options, state),
    profile: await contractOf(options.contract),
    log: (message) => context.terminal.err(`${message}\n`),
  });
  const server = createServer({ requestTimeout: 120_000 }, (request, response) => void host.handle(request, response));
  const port = await new Promise<number>((begun, failed) => {
    server.once('error', (error) =>
      failed(
        new CommandFailed({
          code: 'connector.port',
          message: `It cannot listen on ${options.listen}:${options.port}: ${error.message}`,
        }),
      ),
    );
    server.listen(options.port, options.listen, () => {
      const address = server.address();
      begun(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  const shown = options.listen.includes(':') ? `[${options.listen}]` : options.listen;
  for (const { name, displayName } of connectors)
    context.terminal.out(`${displayName}: http://${shown}:${port}/ErpConnectorWS.svc?ConnectorName=${name}`);
  await signalled();
  server.close();
  server.closeIdleConnections();
  await host.close();
  server.closeAllConnections();
}

const signalled = (): Promise<void> =>
  new Promise((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
  });

/** What each connection is lent: a folder of its own, the operator's folders and addresses. */
async function lender(
  context: Context,
  options: ServeOptions,
  state: string,
): Promise<(connector: string, guid: string) => ConnectorHost> {
  const operator = must(await readOperator({ dataDir: dataFolder(context, options), env: context.env }));
  const guarded = guardedFetch(operator.egress);
  const folders = [...options.files.map((folder) => resolve(folder)), ...operator.filesAllowed];
  return (connector, guid) => ({
    guid,
    stateDir: folderOf(state, connector, guid),
    zone: options.timezone,
    resolvePath: (path) => resolveAllowed(path, folders),
    fetch: guarded,
    now: () => context.terminal.now(),
    log: (level, message) => {
      if (level !== 'debug') context.terminal.err(`${connector} ${guid}: ${message}`);
    },
  });
}

/** A folder of a connection's own; one that is being set up (all zeros) or that is no GUID gets none. */
function folderOf(state: string, connector: string, guid: string): string | undefined {
  if (!/^[0-9a-f-]{36}$/.test(guid) || /^[0-]+$/.test(guid)) return undefined;
  const folder = join(state, 'memory', encodeURIComponent(connector).replaceAll('.', '%2E'), guid);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** `wcf`, `one-namespace`, or a WSDL file of the CRM that will call. */
async function contractOf(contract: string): Promise<Profile> {
  if (contract === 'wcf') return wcfProfile(wcfDefaults);
  if (contract === 'one-namespace') return wcfProfile(oneNamespace);
  return must(await profileFromText(await wsdlFile(contract))).profile;
}
