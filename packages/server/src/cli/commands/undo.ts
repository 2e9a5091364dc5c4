/** kobling undo: puts back what a run, a record's writes or a mapping change wrote, and lists what was left as it is. */
import { entityKinds, undoReasons } from '@kobling/engine';
import type { UndoRowStatus } from '@kobling/store';
import { Command, InvalidArgumentError } from 'commander';
import type { AnswerOf } from '../calls.ts';
import type { Client } from '../client.ts';
import { CommandFailed, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { ago, count, table } from '../print.ts';
import { type RequestState, waitFor } from '../wait.ts';
import { wholeNumber } from './options.ts';

interface UndoOptions extends CommonOptions {
  readonly connection?: string;
  readonly since?: number;
  readonly field?: readonly string[];
  readonly both?: boolean;
  readonly dryRun?: boolean;
}

export const undoCommand = (context: Context): Command =>
  new Command('undo')
    .description('puts back what a run, a record or a mapping change wrote and nobody touched since')
    .argument('<what>', 'run ID, record KIND ID, or mapping CHANGE; a number alone is a run', whatOf)
    .argument('[of]', 'number of the run or change; or company, person, project')
    .argument('[id]', 'number of the record', wholeNumber)
    .option('--connection <name>', 'record: undo on this connection; mapping without a number: list only its changes')
    .option('--since <log>', 'record: everything from this log row on; default: its last run', wholeNumber)
    .option('--field <key>', 'record: only this ERP field; may be repeated', collectField)
    .option('--both', 'put the other side back too, where the mapping carries both ways')
    .option('--dry-run', 'print what would be put back, change nothing')
    .addHelpText(
      'after',
      '\nExample: kobling undo run 42 --dry-run\n         kobling undo record company 17 --connection "ERP demo"\n         kobling undo mapping',
    )
    .action((what: string | number, of: string | undefined, id: number | undefined, options: UndoOptions) =>
      undo(context, what, of, id, options),
    );

const collectField = (item: string, before: readonly string[] = []): readonly string[] => [...before, item];

function whatOf(text: string): string | number {
  if (text === 'run' || text === 'record' || text === 'mapping') return text;
  if (/^\d+$/.test(text)) return wholeNumber(text);
  throw new InvalidArgumentError(`"${text}" is not a number of a run. Write run 42, record company 17, or mapping 3.`);
}

async function undo(
  context: Context,
  what: string | number,
  of: string | undefined,
  id: number | undefined,
  options: UndoOptions,
): Promise<void> {
  const client = await connect(context, options);
  if (what === 'mapping' && of === undefined) return listChanges(context, client, options);
  const started = await start(client, what, of, id, options);
  const [state] = await waitFor(context, client, [started.requestId]);
  if (state === undefined) return;
  if (state.status !== 'done') context.exitCode = exitCodes.failed;
  const dryRun = options.dryRun === true;
  const undone = must(await client.call('undone', { requestId: started.requestId, afterNo: 0, only: 'skipped' }));
  if (options.json === true) {
    const rows = await allRows(client, started.requestId);
    show(context, options, { connection: started.connection, state, undo: { ...undone, rows } }, () => '');
    return;
  }
  context.terminal.out(headline(started.connection, state, undone, dryRun));
  if (dryRun) await printRows(context, client, undone, 'waiting', 'Would be put back:');
  await printRows(context, client, undone, 'skipped', dryRun ? 'Would be left as they are:' : 'Left as they are:');
}

async function start(
  client: Client,
  what: string | number,
  of: string | undefined,
  id: number | undefined,
  options: UndoOptions,
): Promise<AnswerOf<'undo'>> {
  const how = { both: options.both === true, dryRun: options.dryRun === true };
  if (typeof what === 'number') return must(await client.call('undo', { runId: what, ...how }));
  if (what === 'run') return must(await client.call('undo', { runId: numberOf(of), ...how }));
  if (what === 'mapping') return must(await client.call('undoMapping', { change: numberOf(of), ...how }));
  const kind = entityKinds.find((one) => one === of);
  if (kind === undefined || id === undefined)
    throw new CommandFailed(
      { code: 'cli.usage', message: 'Name the record by kind and number: kobling undo record company 17.' },
      exitCodes.usage,
    );
  return must(
    await client.call('undoRecord', {
      entity: { kind, id },
      ...how,
      ...(options.connection !== undefined && { connection: options.connection }),
      ...(options.since !== undefined && { since: options.since }),
      ...(options.field !== undefined && { fields: [...options.field] }),
    }),
  );
}

function numberOf(text: string | undefined): number {
  if (text !== undefined && /^\d+$/.test(text)) return wholeNumber(text);
  throw new CommandFailed({ code: 'cli.usage', message: `"${text ?? ''}" is not a number.` }, exitCodes.usage);
}

type Undone = AnswerOf<'undone'>;

function headline(connection: string, state: RequestState, { counts, runId }: Undone, dryRun: boolean): string {
  const put = dryRun ? counts.total - counts.skipped : counts.restored;
  const words = [
    `${put} ${dryRun ? 'would be put back' : 'put back'}`,
    `${counts.skipped} left as they are`,
    ...(counts.underWay > 0 ? [`${counts.underWay} on the way to the ERP`] : []),
  ];
  const ended = state.status === 'done' ? '' : ` ${state.status}: ${state.message ?? 'see "kobling status".'}`;
  return `${connection}: ${words.join(', ')}.${runId === null ? '' : ` Run ${runId}.`}${dryRun ? ' Nothing was changed (--dry-run).' : ''}${ended}`;
}

async function printRows(
  context: Context,
  client: Client,
  { requestId }: Undone,
  only: UndoRowStatus,
  title: string,
): Promise<void> {
  for (let afterNo = 0; ; ) {
    const { rows } = must(await client.call('undone', { requestId, afterNo, only }));
    const last = rows.at(-1);
    if (last === undefined) return;
    if (afterNo === 0) context.terminal.out(`\n${title}`);
    context.terminal.out(rowTable(rows, only));
    afterNo = last.no;
  }
}

const rowTable = (rows: Undone['rows'], only: UndoRowStatus): string =>
  table(
    ['Record', 'Field', 'Side', 'Written', 'Before', only === 'skipped' ? 'Why' : ''],
    rows.map((row) => [
      row.record === null ? '' : `${row.record.kind} ${row.record.id} ${row.record.name}`,
      (row.side === 'crm' ? row.field?.crmField : row.field?.erpField) ?? '',
      row.side ?? '',
      row.newValue ?? '',
      row.oldValue ?? '',
      row.why === null ? '' : `${undoReasons[row.why]}${row.said === null ? '' : `. ${row.said}`}`,
    ]),
  );

async function allRows(client: Client, requestId: number): Promise<Undone['rows']> {
  const all: Undone['rows'][number][] = [];
  for (;;) {
    const { rows } = must(await client.call('undone', { requestId, afterNo: all.at(-1)?.no ?? 0 }));
    if (rows.length === 0) return all;
    all.push(...rows);
  }
}

async function listChanges(context: Context, client: Client, options: UndoOptions): Promise<void> {
  const changes = must(
    await client.call('mappingChanges', {
      limit: 100,
      ...(options.connection !== undefined && { connection: options.connection }),
    }),
  );
  show(context, options, changes, () =>
    changes.length === 0
      ? 'No mapping was changed yet.'
      : table(
          ['Change', 'When', 'By', 'Connection', 'Actor', 'Fields'],
          changes.map((change) => [
            String(change.id),
            ago(change.at, context.terminal.now()),
            change.by,
            change.connection.name,
            change.actorType,
            `${count(change.changes.length, 'field')}: ${change.changes.map(fieldChange).join(', ')}`,
          ]),
        ),
  );
}

const fieldChange = (change: AnswerOf<'mappingChanges'>[number]['changes'][number]): string => {
  const shape = (side: typeof change.before): string =>
    side === null ? 'not synced' : `${side.crmField} ${side.direction}`;
  const [before, after] = [shape(change.before), shape(change.after)];
  return `${change.erpField} (${before === after ? `${after}, converted otherwise` : `${before} → ${after}`})`;
};
