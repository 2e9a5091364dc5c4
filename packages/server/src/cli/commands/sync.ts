/** kobling sync: run now, wait, and say what became of it. */
import { Command, Option } from 'commander';
import type { AnswerOf } from '../calls.ts';
import type { Client } from '../client.ts';
import { type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { count } from '../print.ts';
import { listIn, numberIn, partOf, type RequestState, waitFor } from '../wait.ts';
import { logTable } from './log.ts';
import { type PlanRowLine, planTable } from './plan-table.ts';
import { entityOption } from './options.ts';

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

type Started = AnswerOf<'sync'>;

interface Told {
  readonly connection: string;
  readonly state: RequestState;
  /** Of a dry run. */
  readonly plan: readonly PlanLine[];
  readonly log: AnswerOf<'log'>;
}
type PlanLine = PlanRowLine;

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
    const plan = dryRun && typeof planId === 'number' ? await readPlanStart(client, planId) : [];
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

/** The first of them; `kobling plan show` has all. */
const planLines = 200;
const readPlanStart = async (client: Client, planId: number): Promise<readonly PlanLine[]> =>
  must(await client.call('planRows', { planId, afterRow: 0, limit: planLines }));

function tell(context: Context, { connection, state, plan, log }: Told, dryRun: boolean): string {
  const lines = [`${connection}: ${headline(state, dryRun)}`];
  if (plan.length > 0) lines.push(planTable(plan), ...planHint(state));
  if (log.length > 0) lines.push(logTable(log, context.terminal.now()));
  if (log.length === logRows) lines.push(`The latest ${logRows}; "kobling log --run ${state.runId ?? ''}" shows all.`);
  return lines.join('\n');
}

/** Rows of a dry run, by what it counted. */
const planned = (state: RequestState): number =>
  Object.values(partOf(state.result, 'counts') ?? {}).reduce<number>(
    (sum, n) => sum + (typeof n === 'number' ? n : 0),
    0,
  );

function planHint(state: RequestState): string[] {
  const planId = partOf(state.result, 'planId');
  if (typeof planId !== 'number') return [];
  const more = planned(state) > planLines ? [`The first ${planLines}; "kobling plan show ${planId}" shows all.`] : [];
  return [...more, `Plan ${planId}: "kobling plan approve ${planId} --all", then "kobling plan apply ${planId}".`];
}

function headline(state: RequestState, dryRun: boolean): string {
  if (state.status !== 'done') return `${state.status}. ${state.message ?? 'See kobling status for the reason.'}`;
  if (dryRun)
    return planned(state) === 0
      ? 'in step, nothing would change.'
      : `${count(planned(state), 'field')} would change; nothing was changed (--dry-run).`;
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
