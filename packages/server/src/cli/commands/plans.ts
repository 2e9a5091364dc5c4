/** kobling plan …: read plans, approve all, some or none of their rows, apply them. */
import { Command, Option } from 'commander';
import { planActions } from '@kobling/engine';
import type { AnswerOf } from '../calls.ts';
import type { Client } from '../client.ts';
import { ask, CommandFailed, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { ago, count, table } from '../print.ts';
import { type RequestState, waitFor } from '../wait.ts';
import { wholeNumber } from './options.ts';
import { actionWords, planTable } from './plan-table.ts';

type Plan = AnswerOf<'plan'>;
type Action = (typeof planActions)[number];
interface Filter extends CommonOptions {
  readonly field?: string;
  readonly action?: Action;
}
interface ApproveOptions extends Filter {
  readonly all?: boolean;
  readonly rows?: readonly number[];
  readonly takeBack?: boolean;
}

export function planCommand(context: Context): Command {
  const plan = new Command('plan')
    .description('plans made by --dry-run and --plan: approve all, some or none, then apply')
    .addHelpText('after', '\nExample: kobling plan show 12 --field phone');
  const actionOption = () => new Option('--action <action>', 'only rows of this kind').choices([...planActions]);
  plan
    .command('list')
    .description('the latest plans')
    .argument('[connection]', 'only of this one')
    .option('--limit <rows>', 'at most so many', wholeNumber, 20)
    .addHelpText('after', '\nExample: kobling plan list "ERP demo"')
    .action((name: string | undefined, options: CommonOptions & { limit: number }) => list(context, name, options));
  plan
    .command('show')
    .description('one plan: its counts and every row, as the rows come')
    .argument('<plan>', 'its number', wholeNumber)
    .option('--field <field>', 'only this field, by its key in the ERP or the CRM')
    .addOption(actionOption())
    .addHelpText('after', '\nExample: kobling plan show 12 --action conflict')
    .action((id: number, options: Filter) => showPlan(context, id, options));
  plan
    .command('approve')
    .description('approves rows: all, or those that fit every option given')
    .argument('<plan>', 'its number', wholeNumber)
    .option('--all', 'every row that writes')
    .option('--field <field>', 'this field, by its key in the ERP or the CRM')
    .addOption(actionOption())
    .option('--rows <numbers>', 'these rows: 3,5,10-20', rowNumbers)
    .option('--take-back', 'takes the approval of these rows back')
    .addHelpText('after', '\nExample: kobling plan approve 12 --field phone')
    .action((id: number, options: ApproveOptions) => approve(context, id, options));
  plan
    .command('make')
    .description('plans the newly mapped fields of a connection that wait for a plan')
    .argument('<connection>', 'its name')
    .addHelpText('after', '\nExample: kobling plan make "ERP demo"')
    .action((name: string, options: CommonOptions) => make(context, name, options));
  for (const [name, call, description] of [
    ['apply', 'planApply', 'carries out what is approved; what changed since is left out and listed'],
    ['reject', 'planReject', 'none of it; newly mapped fields then stay as they are on both sides'],
    ['renew', 'planRenew', 'makes the plan anew from the values as they are now'],
  ] as const)
    plan
      .command(name)
      .description(description)
      .argument('<plan>', 'its number', wholeNumber)
      .addHelpText('after', `\nExample: kobling plan ${name} 12`)
      .action((id: number, options: CommonOptions) => carryOut(context, id, call, options));
  return plan;
}

/** `3,5,10-20`; at most 100,000 numbers. */
export function rowNumbers(text: string): readonly number[] {
  const rows = text.split(',').flatMap((part) => {
    const [from = '', to = from] = part.split('-');
    const [first, last] = [wholeNumber(from), wholeNumber(to)];
    if (last < first || last - first >= 100_000)
      throw usage(`"${part}" is no range of rows: write it like 10-20, at most 100,000 rows.`);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  if (rows.length > 100_000) throw usage('At most 100,000 rows at a time. Approve by --field or --action instead.');
  return rows;
}

const usage = (message: string): CommandFailed => new CommandFailed({ code: 'cli.usage', message }, exitCodes.usage);

async function list(
  context: Context,
  connection: string | undefined,
  options: CommonOptions & { readonly limit: number },
): Promise<void> {
  const wish = { limit: options.limit, ...(connection === undefined ? {} : { connection }) };
  const plans = await ask(context, options, 'plans', wish);
  show(context, options, plans, () =>
    plans.length === 0
      ? 'There is no plan. "kobling sync --dry-run" makes one.'
      : table(
          ['Plan', 'Connection', 'Of', 'State', 'Rows', 'Records', 'Made', 'By'],
          plans.map((plan) => [
            String(plan.id),
            plan.connection.name,
            whatOf(plan),
            plan.waiting > 0 ? `${plan.status}, ${count(plan.waiting, 'field')} waiting` : plan.status,
            String(Object.values(plan.counts).reduce((sum, n) => sum + n, 0)),
            String(plan.records),
            ago(plan.createdAt, context.terminal.now()),
            plan.by,
          ]),
        ),
  );
}

const whatOf = ({ kind, scope }: Pick<Plan, 'kind' | 'scope'>): string => {
  if (scope.fields !== undefined) return 'new mapping';
  if (scope.mode === 'resyncFromErp') return 'resync from the ERP';
  if (scope.mode === 'resyncFromCrm') return 'resync from the CRM';
  return scope.mode === 'merge' ? (kind === 'cycle' ? 'sync' : kind) : scope.mode;
};

const pageRows = 1_000;

/** Rows are printed page by page: a plan of a million rows needs no million in memory. */
async function showPlan(context: Context, planId: number, options: Filter): Promise<void> {
  const client = await connect(context, options);
  const plan = must(await client.call('plan', { planId }));
  if (options.json !== true) context.terminal.out(headOf(context, plan));
  const rows: AnswerOf<'planRows'>[number][] = [];
  for (let afterRow = 0; ; ) {
    const page = must(await client.call('planRows', { planId, afterRow, limit: pageRows, ...filterOf(options) }));
    if (options.json === true) rows.push(...page);
    else if (page.length > 0) context.terminal.out(planTable(page));
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) break;
    afterRow = last.rowNo;
  }
  if (options.json === true) show(context, options, { ...plan, rows }, () => '');
}

const filterOf = ({ field, action }: Filter) => ({
  ...(field === undefined ? {} : { field }),
  ...(action === undefined ? {} : { action }),
});

function headOf(context: Context, plan: Plan): string {
  const now = context.terminal.now();
  const by = plan.decidedBy === null ? '' : `, decided by ${plan.decidedBy} ${ago(plan.decidedAt, now)}`;
  return [
    `Plan ${plan.id}, ${whatOf(plan)} on ${plan.connection.name}: ${plan.status}, made ${ago(plan.createdAt, now)} by ${plan.by || 'the hub'}${by}, good until ${plan.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    `This will change ${count(plan.records, 'record')}.`,
    ...(plan.waiting > 0 ? [`${count(plan.waiting, 'field')} left alone by every sync until it is decided.`] : []),
    table(
      ['Fields', 'Records', 'What', 'Why', 'Field'],
      plan.summary.map((line) => [
        String(line.rows),
        String(line.records),
        actionWords[line.action],
        line.reason,
        `${line.erpField} / ${line.crmField}`,
      ]),
    ),
    progressLine(plan),
  ].join('\n');
}

const progressLine = ({ progress, skips }: Plan): string => {
  const stands = Object.entries(progress).filter(([, n]) => n > 0);
  const why = skips.map(({ code, rows }) => `${rows} ${code}`).join(', ');
  return `${stands.map(([name, n]) => `${n} ${name}`).join(', ') || 'Nothing to write'}${why === '' ? '' : ` (skipped: ${why})`}.`;
};

async function approve(context: Context, planId: number, options: ApproveOptions): Promise<void> {
  const { all, rows, takeBack } = options;
  const select = { ...filterOf(options), ...(rows === undefined ? {} : { rows: [...rows] }) };
  if ((all === true) === Object.keys(select).length > 0)
    throw usage('Say which rows: --all, or --field, --action and --rows.');
  const answer = await ask(context, options, 'planDecide', { planId, approve: takeBack !== true, select });
  show(context, options, answer, () =>
    answer.approved === 0
      ? `Nothing of plan ${planId} is approved.`
      : `${count(answer.approved, 'row')} approved, ${answer.open} not. "kobling plan apply ${planId}" carries them out.`,
  );
}

async function make(context: Context, connection: string, options: CommonOptions): Promise<void> {
  const client = await connect(context, options);
  const started = must(await client.call('planMake', { connection }));
  const [state] = await waitFor(context, client, [started.requestId]);
  const planId = madePlan(state);
  if (planId === undefined)
    throw new CommandFailed({ code: 'plan.notMade', message: state?.message ?? 'The plan could not be made.' });
  const plan = must(await client.call('plan', { planId }));
  show(context, options, plan, () => headOf(context, plan));
}

type Call = 'planApply' | 'planReject' | 'planRenew';

async function carryOut(context: Context, planId: number, call: Call, options: CommonOptions): Promise<void> {
  const client = await connect(context, options);
  const started = must(await client.call(call, { planId }));
  const [state] = started.requestId === null ? [] : await waitFor(context, client, [started.requestId]);
  if (state !== undefined && state.status !== 'done') context.exitCode = exitCodes.failed;
  const shown = call === 'planRenew' ? (madePlan(state) ?? planId) : planId;
  const plan = must(await client.call('plan', { planId: shown }));
  // Left out is no failure of the command; that something is left to do is.
  if (plan.status === 'approved' && call === 'planApply') context.exitCode = exitCodes.failed;
  const lines = [...told(state), call === 'planRenew' ? headOf(context, plan) : outcomeOf(plan)];
  const skipped = call === 'planApply' ? await readSkipped(client, planId) : [];
  show(context, options, { ...plan, request: state ?? null, skipped }, () =>
    [...lines, ...(skipped.length > 0 ? [planTable(skipped)] : [])].join('\n'),
  );
}

const told = (state: RequestState | undefined): string[] =>
  state?.message === null || state?.message === undefined ? [] : [state.message];

const outcomeOf = (plan: Plan): string => {
  const { applied, skipped, sent } = plan.progress;
  const way = sent > 0 ? `, ${sent} under way` : '';
  const run = plan.runId === null ? '' : ` Run ${plan.runId}; "kobling undo ${plan.runId}" puts it back.`;
  if (plan.status === 'rejected') return `Plan ${plan.id} is rejected: nothing of it is written.`;
  return `Plan ${plan.id} is ${plan.status}: ${applied} applied, ${skipped} skipped${way}.${run}`;
};

const skippedShown = 200;
const readSkipped = async (client: Client, planId: number): Promise<AnswerOf<'planRows'>> =>
  must(await client.call('planRows', { planId, status: 'skipped', afterRow: 0, limit: skippedShown }));

function madePlan(state: RequestState | undefined): number | undefined {
  const result = state?.result;
  if (typeof result !== 'object' || result === null || !('planId' in result)) return undefined;
  return typeof result.planId === 'number' ? result.planId : undefined;
}
