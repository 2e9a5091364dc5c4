/** kobling link, kobling unlink: links singly or in bulk. */
import { Command } from 'commander';
import { type CommonOptions, ask, CommandFailed, connect, type Context, exitCodes, must, show } from '../context.ts';
import { waitFor } from '../wait.ts';
import { matchLines } from './match-report.ts';
import { collect, wholeNumber } from './options.ts';

interface LinkOptions extends CommonOptions {
  readonly by: readonly string[];
  readonly erp?: string;
  readonly crm?: number;
  readonly dryRun?: boolean;
}

export const linkCommand = (context: Context): Command =>
  new Command('link')
    .description('links a record with an actor, or all whose value in a field is equal and unique on both sides')
    .argument('<connection>')
    .argument('<actor>', 'Customer, Supplier, Partner, Person or Project')
    .option('--by <field>', 'in bulk, by this mapped field; may be repeated, strongest first', collect, [])
    .option('--erp <key>', 'one actor, by its ERP key')
    .option('--crm <id>', 'one record, by its CRM id', wholeNumber)
    .option('--dry-run', 'with --by: list the pairs, link nothing')
    .addHelpText(
      'after',
      '\nExample: kobling link "ERP demo" Customer --by number --dry-run\n         kobling link "ERP demo" Customer --erp 10023 --crm 12',
    )
    .action((connection: string, actorType: string, options: LinkOptions) =>
      link(context, connection, actorType, options),
    );

export const unlinkCommand = (context: Context): Command =>
  new Command('unlink')
    .description('removes a link; nothing is deleted on either side')
    .argument('<connection>')
    .argument('<actor>', 'Customer, Supplier, Partner, Person or Project')
    .option('--erp <key>', 'the link of this ERP key')
    .option('--crm <id>', 'the link of this CRM record', wholeNumber)
    .addHelpText('after', '\nExample: kobling unlink "ERP demo" Customer --erp 10023')
    .action((connection: string, actorType: string, options: LinkOptions) =>
      unlink(context, connection, actorType, options),
    );

const usage = (message: string): CommandFailed => new CommandFailed({ code: 'cli.usage', message }, exitCodes.usage);

async function link(context: Context, connection: string, actorType: string, options: LinkOptions): Promise<void> {
  const single = options.erp !== undefined || options.crm !== undefined;
  if (single === options.by.length > 0)
    throw usage('Name one pair with --erp KEY --crm ID, or link in bulk with --by FIELD.');
  if (single && options.dryRun === true) throw usage('--dry-run belongs to --by FIELD; one pair is simply linked.');
  if (!single) {
    const client = await connect(context, options);
    const started = must(
      await client.call('match', { connection, actorType, fields: [...options.by], dryRun: options.dryRun === true }),
    );
    const [state] = await waitFor(context, client, [started.requestId]);
    if (state?.status !== 'done') context.exitCode = exitCodes.failed;
    return show(context, options, state, () =>
      state === undefined ? '' : matchLines(`${started.connection}, ${actorType}`, state).join('\n'),
    );
  }
  if (options.erp === undefined || options.crm === undefined) throw usage('A pair needs both: --erp KEY and --crm ID.');
  const client = await connect(context, options);
  const started = must(await client.call('link', { connection, actorType, erpKey: options.erp, crmId: options.crm }));
  const [state] = await waitFor(context, client, [started.requestId]);
  if (state?.status !== 'done')
    throw new CommandFailed({
      code: 'link.failed',
      message: state?.message ?? 'It could not be linked; see kobling log.',
    });
  show(
    context,
    options,
    state,
    () =>
      `${started.connection}: ${actorType} ${options.erp ?? ''} is linked.${state.message === null ? '' : ` ${state.message}`}`,
  );
}

async function unlink(context: Context, connection: string, actorType: string, options: LinkOptions): Promise<void> {
  const which = {
    ...(options.erp === undefined ? {} : { erpKey: options.erp }),
    ...(options.crm === undefined ? {} : { crmId: options.crm }),
  };
  const removed = await ask(context, options, 'unlink', { connection, actorType, ...which });
  show(
    context,
    options,
    removed,
    () =>
      `${connection}: ${actorType} ${removed.erpKey ?? ''} and the ${removed.entity.kind} ${removed.entity.id} are no longer linked.`,
  );
}
