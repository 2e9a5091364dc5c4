/** kobling crm company|person|project …: the CRM from the shell. */
import { entityKinds, type EntityKind } from '@kobling/engine';
import { Command } from 'commander';
import type { AnswerOf, BodyOf } from '../calls.ts';
import { ask, type CommonOptions, type Context, show } from '../context.ts';
import { table } from '../print.ts';
import { mergeLines } from './merge-report.ts';
import { collect, pairs, wholeNumber } from './options.ts';

type CrmRecord = AnswerOf<'crmGet'>;

export function crmCommand(context: Context): Command {
  const crm = new Command('crm')
    .description('companies, persons and projects')
    .addHelpText('after', '\nExample: kobling crm company find acme');
  for (const kind of entityKinds) crm.addCommand(kindCommand(context, kind));
  return crm;
}

interface FindOptions extends CommonOptions {
  readonly where: readonly string[];
  readonly limit: number;
  readonly after?: string;
}

function kindCommand(context: Context, kind: EntityKind): Command {
  const example = (line: string): string => `\nExample: kobling crm ${kind} ${line}`;
  const name = kind === 'person' ? 'lastName' : 'name';
  const command = new Command(kind)
    .description(`find, get, create, set and delete a ${kind}`)
    .addHelpText('after', example('find acme'));
  command
    .command('find')
    .description(`lists every ${kind} with these words in name, number, e-mail or phone`)
    .argument('[text...]')
    .option('--where <field=value>', 'field with exactly this value; may be repeated', collect, [])
    .option('--limit <rows>', 'at most so many', wholeNumber, 50)
    .option('--after <mark>', 'the next page, as --json answers it')
    .addHelpText('after', example('find acme --where number=10023'))
    .action((words: string[], options: FindOptions) => find(context, kind, words.join(' '), options));
  command
    .command('get')
    .description(`shows a ${kind}`)
    .argument('<id>', 'its id', wholeNumber)
    .addHelpText('after', example('get 12'))
    .action(async (id: number, options: CommonOptions) =>
      showRecord(context, options, await ask(context, options, 'crmGet', { kind, id })),
    );
  command
    .command('create')
    .description(`adds a ${kind}`)
    .argument('<fields...>', 'field=value; list items by name')
    .addHelpText('after', example(`create ${name}=Acme`))
    .action(async (items: string[], options: CommonOptions) =>
      showRecord(context, options, await ask(context, options, 'crmCreate', { kind, values: pairs(items) })),
    );
  command
    .command('set')
    .description(`changes fields of a ${kind}`)
    .argument('<id>', 'its id', wholeNumber)
    .argument('<fields...>', 'field=value; blank: field=')
    .addHelpText('after', example(`set 12 ${name}=Acme`))
    .action(async (id: number, items: string[], options: CommonOptions) =>
      showRecord(context, options, await ask(context, options, 'crmSet', { kind, id, values: pairs(items) })),
    );
  const remove = command
    .command('delete')
    .description(`deletes a ${kind}; its links are broken, nothing is deleted in an ERP`)
    .argument('<id>', 'its id', wholeNumber);
  if (kind === 'company') remove.option('--with-persons', 'delete its persons too');
  remove
    .addHelpText('after', example('delete 12'))
    .action(async (id: number, options: CommonOptions & { withPersons?: boolean }) => {
      await ask(context, options, 'crmDelete', { kind, id, withPersons: options.withPersons === true });
      show(context, options, { deleted: { kind, id } }, () => `The ${kind} ${id} is deleted.`);
    });
  command
    .command('merge')
    .description(`one ${kind} becomes another; says what becomes of links and of records in the ERPs`)
    .argument('<from>', 'the one that goes', wholeNumber)
    .argument('<into>', 'the one that stays', wholeNumber)
    .option('--dry-run', 'say it, change nothing')
    .addHelpText('after', example('merge 12 17 --dry-run'))
    .action((from: number, into: number, options: CommonOptions & { dryRun?: boolean }) =>
      merge(context, { kind, from, into, dryRun: options.dryRun === true }, options),
    );
  return command;
}

async function merge(context: Context, wish: BodyOf<'crmMerge'>, options: CommonOptions): Promise<void> {
  const answer = await ask(context, options, 'crmMerge', wish);
  show(context, options, answer, () => mergeLines(answer, wish.kind, wish.dryRun).join('\n'));
}

/** What a list shows without --json. */
const columns: Readonly<Record<EntityKind, readonly string[]>> = {
  company: ['name', 'number', 'category', 'phone', 'email', 'postalAddress.city'],
  person: ['firstName', 'lastName', 'company', 'mobile', 'email'],
  project: ['name', 'number', 'status', 'endDate'],
};

async function find(context: Context, kind: EntityKind, text: string, options: FindOptions): Promise<void> {
  const page = await ask(context, options, 'crmFind', {
    kind,
    limit: Math.min(options.limit, 1_000),
    where: pairs(options.where),
    ...(text === '' ? {} : { text }),
    ...(options.after === undefined ? {} : { after: options.after }),
  });
  show(context, options, page, () => {
    if (page.records.length === 0) return `No ${kind} was found.`;
    const head = columns[kind];
    const rows = page.records.map((record) => [String(record.id), ...head.map((key) => record.values[key] ?? '')]);
    return [
      table(['id', ...head], rows),
      ...(page.next === null ? [] : [`There are more: --limit, or --after ${page.next}`]),
    ].join('\n');
  });
}

function showRecord(context: Context, options: CommonOptions, record: CrmRecord): void {
  show(context, options, record, () => {
    const filled = Object.entries(record.values).filter(([, value]) => value !== '');
    return [`${record.kind} ${record.id}`, ...(filled.length === 0 ? [] : [table(['Field', 'Value'], filled)])].join(
      '\n',
    );
  });
}
