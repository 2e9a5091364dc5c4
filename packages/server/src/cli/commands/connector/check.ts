/** kobling connector check: the conformance suite over a connector, in process or by its address. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { workbookConnector } from '@kobling/connectors/workbook';
import {
  type Connector,
  connectorInCulture,
  type ConnectorHost,
  type Culture,
  decodeValue,
  encodeValue,
  textIn,
} from '@kobling/sdk';
import { passed, reportAsText, runConformance } from '@kobling/sdk/conformance';
import { type EgressRule, hostOf, parseEgressRule, portOf } from '../../../egress/rules.ts';
import { guardedFetch } from '../../../egress/guard.ts';
import { createLog } from '../../../http/log.ts';
import { readOperator } from '../../../operator.ts';
import { createHost, noGuid } from '../../../plugins/host.ts';
import { createRegistry } from '../../../plugins/registry.ts';
import { type ConnectorFound, remoteConnectors } from '../../../plugins/remote.ts';
import { orWhat } from '../../../setup-file/nearest.ts';
import { createClient, findTarget } from '../../client.ts';
import { CommandFailed, type CommonOptions, type Context, dataFolder, exitCodes, must, show } from '../../context.ts';
import { pairs } from '../options.ts';
import { type ApplicationOptions, applicationAt } from './check-application.ts';
import { asking, endWith, type ExitOptions } from './check-exit.ts';
import { loadConnector } from './load-module.ts';
import { wsdlFile } from './wsdl-file.ts';

export interface CheckOptions extends CommonOptions, ApplicationOptions, ExitOptions {
  readonly config: readonly string[];
  readonly module?: string;
  readonly files: readonly string[];
  readonly write?: boolean;
  readonly timezone: string;
  readonly culture?: Culture;
  readonly wsdl?: string;
}

export async function check(context: Context, given: string | undefined, options: CheckOptions): Promise<void> {
  if (given === undefined && options.module === undefined)
    throw new CommandFailed(
      { code: 'cli.usage', message: 'Which connector? Give plugin://NAME, an address, or --module FILE.' },
      exitCodes.usage,
    );
  const url = given ?? '';
  const wsdl = options.wsdl === undefined ? undefined : await wsdlFile(options.wsdl);
  await withHost(context, options, url, async (host) => {
    const { connector, found } = await asking(url, options, () => theConnector(context, { url, wsdl }, options, host));
    const { culture } = options;
    const report = await runConformance(culture === undefined ? connector : connectorInCulture(connector, culture), {
      config: configOf(connector, pairs(options.config)),
      host,
      write: options.write === true,
      passing: true,
    });
    if (found !== undefined) await tellHub(context, options, { url, wsdl });
    const grade = await endWith(context, report, options);
    const contract = found && { operations: found.operations, problems: found.problems };
    show(context, options, { ...report, grade, passed: passed(report), ...(contract && { contract }) }, () =>
      [...(found === undefined ? [] : [contractText(found)]), reportAsText(report)].join('\n'),
    );
  });
}

interface Asked {
  readonly url: string;
  /** Text of its contract, where it was given. */
  readonly wsdl: string | undefined;
}

/** A hub that runs here and knows the connector takes its contract too. Where none does, the check is none the worse. */
async function tellHub(context: Context, options: CheckOptions, asked: Asked): Promise<void> {
  const target = await findTarget({ data: dataFolder(context, options), url: options.url, env: context.env });
  if (target.status === 'done')
    await createClient(target.value).call('connectorTest', asked.wsdl === undefined ? { url: asked.url } : asked);
}

/** What a WSDL told, for a person. */
export const contractText = ({ operations, problems }: Pick<ConnectorFound, 'operations' | 'problems'>): string =>
  [
    `Contract: ${operations.length} operations found in the WSDL.`,
    ...problems.map((problem) => `  ${problem}`),
    '',
  ].join('\n');

async function theConnector(
  context: Context,
  { url, wsdl }: Asked,
  options: CheckOptions,
  host: ConnectorHost,
): Promise<{ readonly connector: Connector; readonly found?: ConnectorFound }> {
  if (options.module !== undefined) return { connector: await loadConnector(options.module) };
  const log = { info: () => {}, warn: (message: string) => context.terminal.err(message) };
  const application = await applicationAt(context, url, options);
  const remote = remoteConnectors({
    db: undefined,
    fetch: host.fetch,
    log,
    ...(application !== undefined && { applications: application.applications }),
  });
  if (!/^https?:\/\//i.test(url))
    return { connector: must(await createRegistry([workbookConnector()], remote).byUrl(url)) };
  if (!URL.canParse(url))
    throw new CommandFailed({ code: 'connector.url', message: `"${url}" is not an address.` }, exitCodes.usage);
  const found = must(await remote.test(application?.url ?? url, wsdl));
  return { connector: found.connector, found };
}

/**
 * As a hub would lend it: the operator's folders and addresses, and a memory that ends with the check. Whoever types a path at
 * the machine's own shell may read it: files start at the folder they stand in.
 */
async function withHost(
  context: Context,
  options: CheckOptions,
  url: string,
  work: (host: ConnectorHost) => Promise<void>,
): Promise<void> {
  const operator = must(await readOperator({ dataDir: dataFolder(context, options), env: context.env }));
  const log = createLog({
    write: (line) => context.terminal.err(line),
    level: 'warn',
    format: 'text',
    now: () => context.terminal.now(),
  });
  const stateDir = await mkdtemp(join(tmpdir(), 'kobling-check-'));
  try {
    const own = options.files.length === 0 && options.module !== undefined ? ['.'] : options.files;
    const folders = own.map((folder) => resolve(folder));
    const host = await createHost(
      {
        operator: { ...operator, filesAllowed: [...folders, ...operator.filesAllowed] },
        log,
        now: () => context.terminal.now(),
      },
      { guid: noGuid, zone: options.timezone, name: url },
    );
    const fetch = guardedFetch([...operator.egress, ...ruleFor(url)]);
    await work({ ...host, fetch, guid: randomUUID(), stateDir });
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Whoever types an address at the machine's own shell is its operator: that one address may be called. */
function ruleFor(url: string): readonly EgressRule[] {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return [];
  const target = new URL(url);
  const host = hostOf(target);
  const rule = parseEgressRule(`${host.includes(':') ? `[${host}]` : host}:${portOf(target)}`);
  return rule.status === 'done' ? [rule.value] : [];
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
