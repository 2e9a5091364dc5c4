/** kobling held: what waits for a person, and the answers. */
import { heldReasons, type HeldWhy } from '@kobling/contract';
import { Command, Option } from 'commander';
import type { AnswerOf, BodyOf } from '../calls.ts';
import { ask, CommandFailed, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { ago, count, short, table } from '../print.ts';
import { numberIn, type RequestState, waitFor } from '../wait.ts';
import { wholeNumber } from './options.ts';

interface FilterOptions extends CommonOptions {
  readonly connection?: string;
  readonly field?: string;
  readonly why?: HeldWhy;
  readonly value?: string;
}
interface AnswerOptions extends FilterOptions {
  readonly id: readonly number[];
  readonly all?: boolean;
  readonly take?: 'erp' | 'crm';
}

export function heldCommand(context: Context): Command {
  const held = new Command('held').description('changes that wait for a person, because a run would change too much');
  held.addCommand(
    filtered(new Command('list'))
      .description('what is held, by field and value')
      .option('--rows', 'every record, with the id that --id takes')
      .addHelpText('after', '\nExample: kobling held list --connection "ERP demo" --rows')
      .action((options: FilterOptions & { rows?: boolean }) => list(context, options)),
  );
  held.addCommand(
    answering(new Command('approve'))
      .description('does them: each is decided again as both sides are now')
      .addOption(new Option('--take <side>', 'where a person is asked: whose value stands').choices(['erp', 'crm']))
      .addHelpText('after', '\nExample: kobling held approve --field phone --why blanking')
      .action((options: AnswerOptions) => answer(context, options, 'approve')),
  );
  held.addCommand(
    answering(new Command('reject'))
      .description('leaves both sides as they are now')
      .addHelpText('after', '\nExample: kobling held reject --id 17 --id 18')
      .action((options: AnswerOptions) => answer(context, options, 'reject')),
  );
  return held;
}

const filtered = (command: Command): Command =>
  command
    .option('--connection <name>', 'only of this connection')
    .option('--field <key>', 'only this field, by its key on either side')
    .addOption(new Option('--why <reason>', 'only for this reason').choices(heldReasons))
    .option('--value <text>', 'only where this value would be written; "" are blankings');

const answering = (command: Command): Command =>
  filtered(command)
    .option(
      '--id <number>',
      'this one, as list --rows shows it; may be given often',
      (text: string, before: readonly number[]) => [...before, wholeNumber(text)],
      [],
    )
    .option('--all', 'everything that is held');

const filterOf = ({ connection, field, why, value }: FilterOptions): BodyOf<'held'> => ({
  ...(connection === undefined ? {} : { connection }),
  ...(field === undefined ? {} : { field }),
  ...(why === undefined ? {} : { why }),
  ...(value === undefined ? {} : { value }),
});

async function list(context: Context, options: FilterOptions & { readonly rows?: boolean }): Promise<void> {
  const groups = await ask(context, options, 'held', filterOf(options));
  show(context, options, groups, () =>
    groups.length === 0
      ? 'Nothing is held.'
      : options.rows === true
        ? groups.map((each) => `${sentence(each.group)}\n${rowTable(each.rows)}`).join('\n\n')
        : groupTable(groups, context.terminal.now()),
  );
}

type Group = AnswerOf<'held'>[number]['group'];

/** What the group is, in words: "412 records would have phone emptied in the CRM". */
export function sentence(group: Group): string {
  const many = count(group.count, 'record');
  const side = group.target === 'crm' ? 'the CRM' : group.connection.name;
  const field = group.target === 'erp' ? group.field.erpField : group.field.crmField;
  switch (group.why) {
    case 'blanking':
      return `${field} would be emptied in ${side} on ${many}.`;
    case 'sameValue':
      return `${field} would be set to ${JSON.stringify(short(group.value ?? ''))} in ${side} on ${many}.`;
    case 'create':
      return `${many} would be created in ${side}.`;
    case 'oscillating':
      return `${field} is turned back and forth by ${group.turnedBy.join(' and ')}; ${many} wait.`;
    case 'ask':
      return `${field} changed on both sides on ${many}: whose value stands?`;
  }
}

const groupTable = (groups: AnswerOf<'held'>, now: Date): string =>
  table(
    ['Connection', 'Field', 'Records', 'Since', 'What'],
    groups.map(({ group }) => [
      group.connection.name,
      `${group.field.erpField} / ${group.field.crmField}`,
      String(group.count),
      ago(group.since, now),
      sentence(group),
    ]),
  );

const rowTable = (rows: AnswerOf<'held'>[number]['rows']): string =>
  table(
    ['Id', 'Record', 'ERP now', 'CRM now', 'Would be'],
    rows.map((row) => [
      String(row.id),
      `${row.record.kind} ${row.record.id} ${row.record.name}`,
      row.erpValue ?? '',
      row.crmValue ?? '',
      row.newValue === null ? '' : row.newValue === '' ? '(empty)' : row.newValue,
    ]),
  );

async function answer(context: Context, options: AnswerOptions, wish: 'approve' | 'reject'): Promise<void> {
  const filter = filterOf(options);
  if (options.id.length === 0 && options.all !== true && Object.keys(filter).length === 0)
    throw new CommandFailed(
      {
        code: 'cli.usage',
        message: 'Say which: --id, or --connection, --field, --why, --value for groups, or --all.',
      },
      exitCodes.usage,
    );
  const client = await connect(context, options);
  const started = must(
    await client.call('heldAnswer', {
      ...filter,
      answer: wish,
      ...(options.id.length === 0 ? {} : { ids: [...options.id] }),
      ...(options.take === undefined ? {} : { take: options.take }),
    }),
  );
  const states = await waitFor(
    context,
    client,
    started.map(({ requestId }) => requestId),
  );
  if (states.some((state) => state.status !== 'done')) context.exitCode = exitCodes.failed;
  show(context, options, states, () =>
    states.map((state, index) => told(started[index]?.connection ?? '', state, wish)).join('\n'),
  );
}

function told(connection: string, state: RequestState, wish: 'approve' | 'reject'): string {
  const answered = numberIn(state.result, 'answered');
  const left = numberIn(state.result, 'left');
  const words = wish === 'approve' ? 'approved' : 'rejected, both sides stay as they are';
  if (state.status !== 'done')
    return `${connection}: ${state.status} after ${answered}. ${state.message ?? 'See kobling status for the reason.'}`;
  return `${connection}: ${count(answered, 'field')} ${words}.${left > 0 ? ` ${left} still wait: see "kobling held list".` : ''}${state.runId === null ? '' : ` Run ${state.runId}.`}`;
}
