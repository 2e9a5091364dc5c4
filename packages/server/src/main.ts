/**
 * The composition root: the only place that reads the environment and puts the parts together.
 * `start` runs the hub; every other command talks to one.
 */
import { parseArgs } from 'node:util';
import { workbookConnector } from '@kobling/connectors/workbook';
import { workConnection } from '@kobling/engine';
import { runCli } from './cli/main.ts';
import { registerCliRoutes } from './cli/routes.ts';
import { installDemo } from './demo/install.ts';
import { createLog, type LogLevel } from './http/log.ts';
import { type Role, type RunningHub, startHub } from './hub.ts';
import { messageOf, StartRefused } from './operator.ts';
import { stopOnSignal } from './signals.ts';

const usage = `kobling start: runs the hub

  --role all|web|worker   what this process does (default all)
  --port N                port of the pages (default 8040; 0: any free one)
  --host H                address to listen on (default 127.0.0.1)
  --data DIR              data folder (default $KOBLING_DATA or ./data)
  --no-demo               a new hub begins empty, without the demonstration data

Example: kobling start --port 8041 --data ./data
`;

const [command = 'start', ...rest] = process.argv.slice(2);
if (command === 'start') await start(rest);
else process.exitCode = await runCli(process.argv.slice(2), { env: process.env });

async function start(args: readonly string[]): Promise<void> {
  const options = readArguments(args);
  if (options === undefined) return;
  const { env } = process;
  const log = createLog({
    write: (line) => process.stderr.write(line),
    level: levelOf(env['KOBLING_LOG_LEVEL']),
    format: env['KOBLING_LOG_FORMAT'] === 'json' ? 'json' : 'text',
    now: () => new Date(),
  });
  const stop = stopOnSignal(log);
  try {
    const hub = await startHub({
      env,
      log,
      role: options.role,
      host: options.host,
      port: options.port,
      dataDir: options.data ?? env['KOBLING_DATA'] ?? './data',
      connectors: [workbookConnector()],
      work: workConnection,
      addCliRoutes: registerCliRoutes,
      installDemo: options.demo ? installDemo : undefined,
      onUp: (running) => stop.stops(running),
    });
    if (!hub.isStopping) await announce(hub);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`The hub did not start (${error.reason.code}).\n${log.redact(error.reason.message)}\n`);
    process.exitCode = 1;
  }
}

interface StartArguments {
  readonly role: Role;
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly demo: boolean;
}

function readArguments(args: readonly string[]): StartArguments | undefined {
  const refuse = (sentence: string): undefined => {
    process.stderr.write(`${sentence}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  };
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        role: { type: 'string', default: 'all' },
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean', default: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(usage);
      return undefined;
    }
    const { role } = values;
    if (role !== 'all' && role !== 'web' && role !== 'worker') return refuse(`There is no role "${role}".`);
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      return refuse(`"${values.port}" is not a port.`);
    return { role, port, host: values.host, data: values.data, demo: values.demo };
  } catch (error) {
    return refuse(messageOf(error));
  }
}

function levelOf(text: string | undefined): LogLevel {
  return text === 'debug' || text === 'warn' || text === 'error' ? text : 'info';
}

async function announce(hub: RunningHub): Promise<void> {
  const lines = [`Kobling ${hub.version} runs.`];
  if (hub.url !== undefined) lines.push(`  Page:   ${hub.url}/`);
  const link = await hub.newSetupLink();
  if (link !== undefined) {
    lines.push(`  Set-up: ${link}`, '          makes the first administrator; works once, for 24 hours');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
