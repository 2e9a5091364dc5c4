/** kobling log, kobling status: what happened, how it stands. */
import { type LogKind, logKinds } from '@kobling/contract';
import { Command, Option } from 'commander';
import type { AnswerOf } from '../calls.ts';
import { ask, type CommonOptions, type Context, show } from '../context.ts';
import { ago, count, table } from '../print.ts';
import { entityOption, wholeNumber } from './options.ts';

interface LogOptions extends CommonOptions {
  readonly connection?: string;
  readonly entity?: ReturnType<typeof entityOption>;
  readonly kind?: LogKind;
  readonly run?: number;
  readonly before?: number;
  readonly limit: number;
}

export const logCommand = (context: Context): Command =>
  new Command('log')
    .description('what was changed, newest first')
    .option('--connection <name>', 'only of this connection')
    .option('--entity <record>', 'only of this record, such as company:12', entityOption)
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(logKinds))
    .option('--run <number>', 'only of this run', wholeNumber)
    .option('--before <id>', 'older than this row', wholeNumber)
    .option('--limit <rows>', 'at most so many', wholeNumber, 50)
    .addHelpText('after', '\nExample: kobling log --connection "ERP demo" --kind conflict')
    .action((options: LogOptions) => log(context, options));

export const statusCommand = (context: Context): Command =>
  new Command('status')
    .description('how every connection stands')
    .addHelpText('after', '\nExample: kobling status --json')
    .action((options: CommonOptions) => status(context, options));

async function log(context: Context, options: LogOptions): Promise<void> {
  const rows = await ask(context, options, 'log', {
    limit: Math.min(options.limit, 1_000),
    ...(options.connection === undefined ? {} : { connection: options.connection }),
    ...(options.entity === undefined ? {} : { entity: options.entity }),
    ...(options.kind === undefined ? {} : { kinds: [options.kind] }),
    ...(options.run === undefined ? {} : { runId: options.run }),
    ...(options.before === undefined ? {} : { beforeId: options.before }),
  });
  show(context, options, rows, () =>
    rows.length === 0 ? 'Nothing was logged.' : logTable(rows, context.terminal.now()),
  );
}

export function logTable(rows: AnswerOf<'log'>, now: Date): string {
  return table(
    ['When', 'Run', 'Connection', 'Record', 'Field', 'Kind', 'Side', 'Old', 'New', 'Message'],
    rows.map((row) => [
      ago(row.at, now),
      row.runId === null ? '' : String(row.runId),
      row.connection.name,
      row.record === null ? '' : `${row.record.kind} ${row.record.id} ${row.record.name}`,
      row.field === null ? '' : (row.field.crmField ?? row.field.erpField ?? ''),
      row.kind,
      row.side === null ? '' : row.side.toUpperCase(),
      row.oldValue ?? '',
      row.newValue ?? '',
      row.message ?? '',
    ]),
  );
}

async function status(context: Context, options: CommonOptions): Promise<void> {
  const answer = await ask(context, options, 'status', {});
  show(context, options, answer, () => statusText(answer, context.terminal.now()));
}

function statusText({ sync, agreement, connections }: AnswerOf<'status'>, now: Date): string {
  const head = [
    `Automatic sync is ${sync.running ? `on, every ${sync.intervalMs / 1000} s` : 'off'}.`,
    `${agreement.inStep} of ${count(agreement.total, 'link')} in step; ${agreement.waiting} waiting, ${agreement.differ} differ, ${agreement.conflicts} with conflicts, ${agreement.failed} failed.`,
  ];
  if (connections.length === 0)
    return [...head, 'There is no connection yet: kobling apply FILE makes one.'].join('\n');
  const rows = connections.map((item) => [
    item.name,
    item.active ? item.health : 'off',
    String(item.links),
    String(item.openConflicts),
    String(item.failing),
    String(item.waiting),
    String(item.held),
    ago(item.lastCycleAt, now),
    item.healthMessage ?? '',
  ]);
  const held = connections.filter((item) => item.held > 0);
  if (held.length > 0)
    head.push(
      `${held.map((item) => `${count(item.held, 'field')} of ${item.name}`).join(', ')} held for a person: kobling held list.`,
    );
  return [
    ...head,
    '',
    table(['Connection', 'State', 'Links', 'Conflicts', 'Failing', 'Waiting', 'Held', 'Last cycle', 'Message'], rows),
  ].join('\n');
}
