/** What every command gets: the hub, the terminal, and how a failure ends it. */
import type { Outcome, Reason } from '@kobling/sdk';
import { textIn } from '@kobling/sdk';
import type { AnswerOf, BodyOf, CallName } from './calls.ts';
import { type Client, createClient, findTarget } from './client.ts';
import { json, type Terminal } from './print.ts';

export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

/** Ends the command with a sentence; main.ts prints it. */
export class CommandFailed extends Error {
  readonly reason: Reason;
  readonly exitCode: number;
  constructor(reason: Reason, exitCode: number = exitCodes.failed) {
    super(reason.message);
    this.name = 'CommandFailed';
    this.reason = reason;
    this.exitCode = exitCode;
  }
}

export interface CommonOptions {
  readonly data?: string;
  readonly url?: string;
  readonly json?: boolean;
}

export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** What the process ends with; a command raises it. */
  exitCode: number;
}

export const must = <T>(outcome: Outcome<T>): T => {
  if (outcome.status === 'done') return outcome.value;
  throw new CommandFailed({ ...outcome.reason, message: textIn('en', outcome.reason.message) });
};

export const dataFolder = (context: Context, options: CommonOptions): string =>
  options.data ?? context.env['KOBLING_DATA'] ?? './data';

export async function connect(context: Context, options: CommonOptions): Promise<Client> {
  const target = await findTarget({ data: dataFolder(context, options), url: options.url, env: context.env });
  return createClient(must(target));
}

export async function ask<K extends CallName>(
  context: Context,
  options: CommonOptions,
  name: K,
  body: BodyOf<K>,
): Promise<AnswerOf<K>> {
  const client = await connect(context, options);
  return must(await client.call(name, body));
}

/** JSON for programs, or the sentences for people. */
export function show(context: Context, options: CommonOptions, value: unknown, text: () => string): void {
  context.terminal.out(options.json === true ? json(value) : text());
}
