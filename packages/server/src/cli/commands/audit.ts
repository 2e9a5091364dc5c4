/** kobling audit and kobling score: a full compare of all linked records, and how far they agree. */
import { type AuditEvery, type AuditReason, auditReasons } from '@kobling/contract';
import { Command, Option } from 'commander';
import type { AnswerOf } from '../calls.ts';
import { ask, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { ago, count, table } from '../print.ts';
import { numberIn, waitFor } from '../wait.ts';

/** Why a pair differs, for people. The web says the same in its own languages. */
export const reasonWords: Readonly<Record<AuditReason, string>> = {
  missingInErp: 'no longer in the ERP',
  missingInCrm: 'no longer in the CRM',
  failed: 'failed',
  conflict: 'conflict open',
  held: 'held for a person',
  waitingForParent: 'waits for its company',
  drift: 'changed against the direction',
  undone: 'undone',
  noBase: 'not brought together yet',
  changedInBoth: 'changed on both sides, not synced yet',
  changedInErp: 'changed in the ERP, not synced yet',
  changedInCrm: 'changed in the CRM, not synced yet',
  underWay: 'under way',
  unread: 'could not be read',
};

interface AuditOptions extends CommonOptions {
  readonly connection?: string;
  readonly wait?: boolean;
  readonly every?: AuditEvery;
}
interface ScoreOptions extends CommonOptions {
  readonly connection?: string;
  readonly rows?: boolean;
  readonly reason?: AuditReason;
  readonly plan?: boolean;
  readonly from?: 'crm' | 'erp';
}

export const auditCommand = (context: Context): Command =>
  new Command('audit')
    .description('compares every linked record on both sides, and writes to neither')
    .option('--connection <name>', 'only this one; default: all active ones')
    .option('--wait', 'wait for the result; exit code 1 if something differs')
    .addOption(new Option('--every <time>', 'how often it runs by itself').choices(['day', 'week', 'off']))
    .addHelpText('after', '\nExample: kobling audit --connection "ERP demo" --wait')
    .action((options: AuditOptions) => audit(context, options));

export const scoreCommand = (context: Context): Command =>
  new Command('score')
    .description('how many linked records agreed at the last audit, and why the others do not')
    .option('--connection <name>', 'only of this one')
    .option('--rows', 'every field that differs, with both values')
    .addOption(new Option('--reason <reason>', 'with --rows: only for this reason').choices(auditReasons))
    .option('--plan', 'make a plan of what differs')
    .addOption(new Option('--from <side>', 'with --plan: take that side’s values').choices(['crm', 'erp']))
    .addHelpText('after', '\nExample: kobling score --rows --reason drift')
    .action((options: ScoreOptions) =>
      options.plan === true
        ? plan(context, options)
        : options.rows === true
          ? rows(context, options)
          : score(context, options),
    );

async function audit(context: Context, options: AuditOptions): Promise<void> {
  if (options.every !== undefined) {
    const answer = await ask(context, options, 'auditSchedule', { every: options.every });
    return show(context, options, answer, () => scheduleText(answer));
  }
  const client = await connect(context, options);
  const { connection } = options;
  const started = must(await client.call('audit', connection === undefined ? {} : { connection }));
  if (options.wait !== true)
    return show(context, options, started, () =>
      started
        .map((item) => `${item.connection}: request ${item.requestId}. "kobling score" shows the result.`)
        .join('\n'),
    );
  const states = await waitFor(
    context,
    client,
    started.map(({ requestId }) => requestId),
  );
  const answer = must(await client.call('score', {}));
  const names = new Set(started.map((item) => item.connection));
  const audits = answer.audits.filter((item) => names.has(item.connection.name));
  const failed = states.flatMap((state, index) =>
    state.status === 'done' ? [] : [`${started[index]?.connection}: ${state.status}. ${state.message ?? ''}`],
  );
  if (failed.length > 0 || audits.some((item) => item.agreeing < item.pairs)) context.exitCode = exitCodes.failed;
  show(context, options, { audits, failed }, () => [...audits.map(auditLine), ...failed].join('\n'));
}

async function score(context: Context, options: ScoreOptions): Promise<void> {
  const answer = await ask(context, options, 'score', {});
  const audits = answer.audits.filter(
    ({ connection }) => options.connection === undefined || connection.name === options.connection,
  );
  show(context, options, { ...answer, audits }, () =>
    audits.length === 0
      ? `No audit has run yet: "kobling audit --wait" runs one now. ${scheduleText(answer)}`
      : [
          ...(audits.length > 1 ? [scoreLine(answer)] : []),
          ...audits.map((item) => `${auditLine(item)} (${ago(item.endedAt, context.terminal.now())})`),
          scheduleText(answer),
        ].join('\n'),
  );
}

async function rows(context: Context, options: ScoreOptions): Promise<void> {
  const { connection, reason } = options;
  const answer = await ask(context, options, 'findings', {
    ...(connection !== undefined && { connection }),
    ...(reason !== undefined && { reason }),
    limit: findingsShown,
  });
  const lines = answer.flatMap((item) =>
    item.findings.map((row) => [
      item.connection,
      `${row.record.kind} ${row.record.id} ${row.record.name}`,
      row.erpKey ?? '',
      row.field?.crmField ?? '',
      row.crmValue ?? '',
      row.erpValue ?? '',
      reasonWords[row.reason],
    ]),
  );
  show(context, options, answer, () =>
    lines.length === 0
      ? 'The last audit found nothing that differs.'
      : table(['Connection', 'Record', 'ERP key', 'Field', 'CRM', 'ERP', 'Why'], lines),
  );
}
/** Of each connection; the pages show the rest. */
const findingsShown = 1_000;

async function plan(context: Context, options: ScoreOptions): Promise<void> {
  const client = await connect(context, options);
  const { connection, from } = options;
  const wish = { ...(connection !== undefined && { connection }), ...(from !== undefined && { from }) };
  const started = must(await client.call('repair', wish));
  const states = await waitFor(
    context,
    client,
    started.map(({ requestId }) => requestId),
  );
  if (states.some((state) => state.status !== 'done')) context.exitCode = exitCodes.failed;
  show(context, options, states, () =>
    states
      .map((state, index) => {
        const planId = numberIn(state.result, 'planId');
        const name = started[index]?.connection ?? '';
        return state.status === 'done'
          ? `${name}: plan ${planId}. "kobling plan show ${planId}" shows what it would do.`
          : `${name}: ${state.status}. ${state.message ?? ''}`;
      })
      .join('\n'),
  );
}

type Score = AnswerOf<'score'>;

/** Two digits, and never 100 % while a single pair differs. */
export function percentOf(agreeing: number, pairs: number): string {
  if (pairs === 0 || agreeing === pairs) return '100 %';
  return `${(Math.floor((agreeing / pairs) * 10_000) / 100).toFixed(2)} %`;
}
const scoreLine = ({ pairs, agreeing }: Pick<Score, 'pairs' | 'agreeing'>): string =>
  `${percentOf(agreeing, pairs)} of ${count(pairs, 'pair')} agree; ${pairs - agreeing} ${pairs - agreeing === 1 ? 'differs' : 'differ'}`;

function auditLine(audit: Score['audits'][number]): string {
  const why = auditReasons.flatMap((reason) => {
    const n = audit.reasons[reason] ?? 0;
    return n === 0 ? [] : [`${n} ${reasonWords[reason]}`];
  });
  return `${audit.connection.name}: ${scoreLine(audit)}${why.length === 0 ? '' : `: ${why.join(', ')}`}.`;
}

const scheduleText = ({ every, nextAt }: Pick<Score, 'every' | 'nextAt'>): string =>
  every === 'off'
    ? 'Audits do not run by themselves: "kobling audit --every day" changes that.'
    : `Every ${every}${nextAt === null ? '' : `, next at ${nextAt.slice(0, 16).replace('T', ' ')} UTC`}.`;
