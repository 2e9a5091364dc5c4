/** kobling sync, kobling undo: run now, wait, and say what became of it. */
import { Command, Option } from 'commander';
import type { AnswerOf } from '../calls.ts';
import type { Client } from '../client.ts';
import { type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { count, table } from '../print.ts';
import { listIn, numberIn, partOf, type RequestState, waitFor } from '../wait.ts';
import { logTable } from './log.ts';
import { entityOption, wholeNumber } from './options.ts';

interface SyncOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly resync?: 'crm' | 'erp';
  readonly blanks: boolean;
  readonly entity?: ReturnType<typeof entityOption>;
}

export const syncCommand = (context: Context): Command =>
  new Command('sync')
    .description('syncs now and waits; exit code 1 if something failed')
    .argument('[connection]', 'only this one; default: all active ones')
    .option('--dry-run', 'print what would change, change nothing')
    .addOption(
      new Option('--resync <side>', 'one way, whatever changed: from the crm or from the erp').choices(['crm', 'erp']),
    )
    .option('--no-blanks', 'with --resync: a blank never overwrites')
    .option('--entity <record>', 'only this record and its links, such as company:12', entityOption)
    .addHelpText('after', '\nExample: kobling sync "ERP demo" --resync erp --dry-run')
    .action((connection: string | undefined, options: SyncOptions) => sync(context, connection, options));

export const undoCommand = (context: Context): Command =>
  new Command('undo')
    .description('puts back what a run changed and nobody touched since')
    .argument('<run>', 'number of the run, as kobling log shows it', wholeNumber)
    .option('--dry-run', 'print what would be put back, change nothing')
    .addHelpText('after', '\nExample: kobling undo 42 --dry-run')
    .action((run: number, options: CommonOptions & { dryRun?: boolean }) => undo(context, run, options));

async function sync(context: Context, connection: string | undefined, options: SyncOptions): Promise<void> {
  const client = await connect(context, options);
  const dryRun = options.dryRun === true;
  const started = must(
    await client.call('sync', {
      dryRun,
      noBlanks: !options.blanks,
      ...(connection === undefined ? {} : { connection }),
      ...(options.resync === undefined ? {} : { resync: options.resync }),
      ...(options.entity === undefined ? {} : { entity: options.entity }),
    }),
  );
  await report(context, options, client, started, dryRun);
}

async function undo(
  context: Context,
  runId: number,
  options: CommonOptions & { readonly dryRun?: boolean },
): Promise<void> {
  const client = await connect(context, options);
  const dryRun = options.dryRun === true;
  const started = must(await client.call('undo', { runId, dryRun }));
  await report(context, options, client, [started], dryRun);
}

type Started = AnswerOf<'sync'>;

interface Told {
  readonly connection: string;
  readonly state: RequestState;
  /** Of a dry run. */
  readonly plan: readonly PlanLine[];
  readonly log: AnswerOf<'log'>;
}
type PlanLine = AnswerOf<'plan'>['rows'][number];

const logRows = 200;

async function report(
  context: Context,
  options: CommonOptions,
  client: Client,
  started: Started,
  dryRun: boolean,
): Promise<void> {
  const states = await waitFor(
    context,
    client,
    started.map((item) => item.requestId),
  );
  const told: Told[] = [];
  for (const [index, state] of states.entries()) {
    const planId = partOf(state.result, 'planId');
    const plan = dryRun && typeof planId === 'number' ? await readWholePlan(client, planId) : [];
    const log = state.runId === null ? [] : must(await client.call('log', { runId: state.runId, limit: logRows }));
    told.push({ connection: started[index]?.connection ?? '', state, plan, log });
  }
  if (told.some(hasFailed)) context.exitCode = exitCodes.failed;
  show(context, options, told, () => told.map((item) => tell(context, item, dryRun)).join('\n\n'));
}

/** A link that a person must look at, a run that broke off, a plan that holds what cannot be done. */
const hasFailed = ({ state, plan }: Told): boolean =>
  state.status !== 'done' ||
  numberIn(partOf(state.result, 'counts'), 'failures') > 0 ||
  plan.some((row) => row.action === 'fail') ||
  statesOf(state).some((item) => item !== 'active');

const statesOf = (state: RequestState): string[] =>
  listIn(state.result, 'states').map((item) => String(partOf(item, 'state')));

async function readWholePlan(client: Client, planId: number): Promise<readonly PlanLine[]> {
  const rows: PlanLine[] = [];
  for (;;) {
    const page = must(await client.call('plan', { planId, afterRow: rows.at(-1)?.rowNo ?? 0 }));
    rows.push(...page.rows);
    if (page.rows.length < 1_000) return rows;
  }
}

function tell(context: Context, { connection, state, plan, log }: Told, dryRun: boolean): string {
  const lines = [`${connection}: ${headline(state, dryRun, plan)}`];
  if (plan.length > 0) lines.push(planTable(plan));
  const restored = partOf(state.result, 'restored') ?? partOf(partOf(state.result, 'report'), 'restored');
  if (typeof restored === 'number') {
    const undone = partOf(state.result, 'report') ?? state.result;
    lines.push(`${restored} put back, ${numberIn(undone, 'skipped')} left as they are.`);
    lines.push(
      ...listIn(undone, 'examples').map(
        (item) =>
          `  ${String(partOf(item, 'entity'))}, ${String(partOf(item, 'field'))}: ${String(partOf(item, 'why'))}`,
      ),
    );
  }
  if (log.length > 0) lines.push(logTable(log, context.terminal.now()));
  if (log.length === logRows) lines.push(`The latest ${logRows}; "kobling log --run ${state.runId ?? ''}" shows all.`);
  return lines.join('\n');
}

function headline(state: RequestState, dryRun: boolean, plan: readonly PlanLine[]): string {
  if (state.status !== 'done') return `${state.status}. ${state.message ?? 'See kobling status for the reason.'}`;
  if (dryRun)
    return plan.length === 0
      ? 'in step, nothing would change.'
      : `${count(plan.length, 'field')} would change; nothing was changed (--dry-run).`;
  const counts = partOf(state.result, 'counts');
  const n = (name: string): number => numberIn(counts, name);
  const words = [
    `${n('crmWrites')} written to the CRM`,
    `${n('erpWrites')} to the ERP`,
    count(n('conflicts'), 'conflict'),
    `${n('failures')} failed`,
    ...(n('created') > 0 ? [`${n('created')} created`] : []),
    ...(n('drifts') > 0 ? [count(n('drifts'), 'drift')] : []),
  ];
  return `${words.join(', ')}.${state.message === null ? '' : ` ${state.message}`}${state.runId === null ? '' : ` Run ${state.runId}.`}`;
}

const actionWords: Readonly<Record<PlanLine['action'], string>> = {
  writeCrm: 'write CRM',
  writeErp: 'write ERP',
  conflict: 'conflict',
  drift: 'drift',
  fail: 'cannot',
  adopt: 'equal',
};

const planTable = (rows: readonly PlanLine[]): string =>
  table(
    ['Record', 'ERP key', 'Field', 'What', 'ERP now', 'CRM now', 'New', 'Why'],
    rows.map((row) => [
      `${row.entity.kind} ${row.entity.id}`,
      row.erpKey ?? '',
      `${row.erpField} / ${row.crmField}`,
      actionWords[row.action],
      row.erpValue ?? '',
      row.crmValue ?? '',
      row.newValue ?? '',
      row.why,
    ]),
  );
