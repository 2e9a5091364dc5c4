/** kobling connector check, kobling connector serve: for people who write connectors. Both work without a hub. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workbookConnector } from '@kobling/connectors/workbook';
import { type Connector, decodeValue, encodeValue, textIn } from '@kobling/sdk';
import { passed, type Report, reportAsText, runConformance } from '@kobling/sdk/conformance';
import { Command } from 'commander';
import { createLog } from '../../http/log.ts';
import { readOperator } from '../../operator.ts';
import { createHost, noGuid } from '../../plugins/host.ts';
import { createRegistry } from '../../plugins/registry.ts';
import { orWhat } from '../../setup-file/nearest.ts';
import { CommandFailed, type CommonOptions, type Context, dataFolder, exitCodes, must, show } from '../context.ts';
import { collect, pairs } from './options.ts';

interface CheckOptions extends CommonOptions {
  readonly config: readonly string[];
  readonly module?: string;
  readonly write?: boolean;
  readonly timezone: string;
}

export function connectorCommand(context: Context): Command {
  const connector = new Command('connector')
    .description('checks and hosts connectors')
    .addHelpText('after', '\nExample: kobling connector check plugin://workbook --config file=demo-erp.xlsx');
  connector
    .command('check')
    .description('runs the conformance checks and prints what the connector does well and what will hurt')
    .argument('<url>', 'plugin://NAME')
    .option('--config <key=value>', 'configuration; may be repeated', collect, [])
    .option('--module <file>', 'take the connector from this module instead of those installed')
    .option('--write', 'create and change actors too: use a copy, they stay')
    .option('--timezone <zone>', 'of date-times without one', 'UTC')
    .addHelpText('after', '\nExample: kobling connector check plugin://workbook --config file=demo-erp.xlsx --write')
    .action((url: string, options: CheckOptions) => check(context, url, options));
  connector
    .command('serve')
    .description('hosts a connector as a SOAP service')
    .argument('<module>', 'a module that exports a connector')
    .addHelpText('after', '\nExample: kobling connector serve ./my-connector.ts')
    .action((module: string) => serve(module));
  return connector;
}

async function check(context: Context, url: string, options: CheckOptions): Promise<void> {
  if (/^(https?|app):\/\//.test(url)) {
    throw new CommandFailed(
      {
        code: 'connector.remoteNotIncluded',
        message: `${url} is a connector over SOAP. SOAP connectors come with the SOAP package, which is not in this version; plugin://NAME and --module FILE can be checked.`,
      },
      exitCodes.usage,
    );
  }
  const connector =
    options.module === undefined
      ? must(createRegistry([workbookConnector()]).byUrl(url))
      : await loadConnector(options.module);
  const report = await withHost(context, options, connector, (host) =>
    runConformance(connector, {
      config: configOf(connector, pairs(options.config)),
      host,
      write: options.write === true,
    }),
  );
  if (!passed(report)) context.exitCode = exitCodes.failed;
  show(context, options, { ...report, passed: passed(report) }, () => reportAsText(report));
}

/** As a hub would lend it: the operator's folders and addresses, and a memory that ends with the check. */
async function withHost(
  context: Context,
  options: CheckOptions,
  connector: Connector,
  work: (host: Awaited<ReturnType<typeof createHost>>) => Promise<Report>,
): Promise<Report> {
  const operator = must(await readOperator({ dataDir: dataFolder(context, options), env: context.env }));
  const log = createLog({
    write: (line) => context.terminal.err(line),
    level: 'warn',
    format: 'text',
    now: () => context.terminal.now(),
  });
  const stateDir = await mkdtemp(join(tmpdir(), 'kobling-check-'));
  try {
    const host = await createHost(
      { operator, log, now: () => context.terminal.now() },
      { guid: noGuid, zone: options.timezone, name: connector.name },
    );
    return await work({ ...host, guid: randomUUID(), stateDir });
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Plain text from the shell to the wire, by the type of each field. */
function configOf(connector: Connector, given: Readonly<Record<string, string>>): Record<string, string> {
  const fields = connector.configFields().filter((field) => field.type !== 'label');
  return Object.fromEntries(
    Object.entries(given).map(([key, text]): [string, string] => {
      const field = fields.find((item) => item.fieldKey === key);
      if (field === undefined) {
        throw new CommandFailed(
          {
            code: 'connector.config',
            message: `${connector.displayName} has no configuration ${JSON.stringify(key)}.${orWhat(
              key,
              fields.map((item) => item.fieldKey),
            )}`,
          },
          exitCodes.usage,
        );
      }
      const decoded = decodeValue(field.type, text);
      if (!decoded.ok)
        throw new CommandFailed(
          { code: 'connector.config', message: `${key}: ${textIn('en', decoded.reason.message)}` },
          exitCodes.usage,
        );
      return [key, encodeValue(field.type, decoded.value)];
    }),
  );
}

async function serve(module: string): Promise<void> {
  const connector = await loadConnector(module);
  throw new CommandFailed(
    {
      code: 'connector.serveNotIncluded',
      message: `${connector.displayName} (${connector.name}) is a connector, but hosting one as a SOAP service comes with the SOAP package, which is not in this version. In a hub it runs as plugin://${connector.name}.`,
    },
    exitCodes.usage,
  );
}

/** A module's connector: an exported object, or what an exported function without arguments makes. */
async function loadConnector(file: string): Promise<Connector> {
  const refuse = (code: string, message: string): CommandFailed =>
    new CommandFailed({ code, message }, exitCodes.usage);
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw refuse(
      'connector.module',
      `The module ${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const exported = typeof module === 'object' && module !== null ? Object.values(module) : [];
  for (const item of exported) {
    if (isConnector(item)) return item;
    if (typeof item !== 'function' || item.length > 0 || !/connector/i.test(item.name)) continue;
    try {
      const made: unknown = item();
      if (isConnector(made)) return made;
    } catch {
      // Some other function of the module, which wants to be called otherwise.
    }
  }
  throw refuse(
    'connector.noConnector',
    `The module ${file} exports no connector: an object with name, displayName, configFields, testConfig and open, or a function that makes one.`,
  );
}

function isConnector(item: unknown): item is Connector {
  if (typeof item !== 'object' || item === null) return false;
  const part = (name: string): unknown => Reflect.get(item, name);
  return (
    typeof part('name') === 'string' &&
    typeof part('displayName') === 'string' &&
    ['configFields', 'testConfig', 'open'].every((name) => typeof part(name) === 'function')
  );
}
