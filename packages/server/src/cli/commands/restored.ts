/** kobling connection resume, kobling proposals: what a person answers when an ERP or the hub forgot. */
import { Command } from 'commander';
import { ask, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { short, table } from '../print.ts';
import { waitFor } from '../wait.ts';
import { addConnectionChecks } from './connection-check.ts';
import { wholeNumber } from './options.ts';
import type { StartedRequest } from '../../services/index.ts';

export function connectionCommand(context: Context): Command {
  const connection = new Command('connection').description('what a connection can do, and one that waits for a person');
  addConnectionChecks(connection, context);
  connection
    .command('resume')
    .description('goes on with both sides as they are now, after the ERP or the hub was restored')
    .argument('<connection>')
    .option('--original-stopped', 'the hub that this one was restored from writes to the ERP no more')
    .addHelpText(
      'after',
      '\nWhat differs is then merged as any other change. To bring the CRM’s values into a restored ERP instead, apply the\nplan that the hub has made: kobling plan list.\nExample: kobling connection resume "ERP demo"',
    )
    .action(async (name: string, options: CommonOptions & { readonly originalStopped?: boolean }) => {
      const wish = { connection: name, originalStopped: options.originalStopped === true };
      await carriedOut(context, options, (client) => client.call('resume', wish), `${name} goes on.`);
    });
  return connection;
}

export function proposalsCommand(context: Context): Command {
  const proposals = new Command('proposals').description(
    'records that have a new key in the ERP, and keys that may have been given to another record',
  );
  proposals
    .command('list', { isDefault: true })
    .description('what waits for an answer')
    .addHelpText('after', '\nExample: kobling proposals list')
    .action((options: CommonOptions) => list(context, options));
  proposals
    .command('approve')
    .description('the record has the new key from now on')
    .argument('<id>', 'as list shows it', wholeNumber)
    .addHelpText('after', '\nExample: kobling proposals approve 3')
    .action((id: number, options: CommonOptions) =>
      carriedOut(
        context,
        options,
        (client) => client.call('proposalApprove', { proposal: id }),
        'The link has its new key.',
      ),
    );
  proposals
    .command('reject')
    .description('the link stays with its missing key; this pair is not proposed again')
    .argument('<id>', 'as list shows it', wholeNumber)
    .addHelpText('after', '\nExample: kobling proposals reject 3')
    .action(async (id: number, options: CommonOptions) => {
      const answer = await ask(context, options, 'proposalReject', { proposal: id });
      show(context, options, answer, () => 'Not proposed again.');
    });
  proposals
    .command('same')
    .description('the key still belongs to the same record: the link goes on')
    .argument('<link>', 'number of the link, as list shows it', wholeNumber)
    .addHelpText(
      'after',
      '\nIf it is another record, disconnect it: kobling unlink.\nExample: kobling proposals same 12',
    )
    .action((linkId: number, options: CommonOptions) =>
      carriedOut(context, options, (client) => client.call('sameRecord', { link: linkId }), 'The link goes on.'),
    );
  return proposals;
}

type Client = Awaited<ReturnType<typeof connect>>;

/** Waits for the worker; a refusal is told in its own words. */
async function carriedOut(
  context: Context,
  options: CommonOptions,
  call: (client: Client) => Promise<Parameters<typeof must<StartedRequest>>[0]>,
  well: string,
): Promise<void> {
  const client = await connect(context, options);
  const { requestId } = must(await call(client));
  const [state] = await waitFor(context, client, [requestId]);
  if (state?.status !== 'done') context.exitCode = exitCodes.failed;
  show(context, options, state, () =>
    state?.status === 'done' ? (state.message ?? well) : (state?.message ?? 'It failed.'),
  );
}

async function list(context: Context, options: CommonOptions): Promise<void> {
  const { renumbered, doubted } = await ask(context, options, 'proposals', {});
  show(context, options, { renumbered, doubted }, () => {
    const parts: string[] = [];
    if (renumbered.length > 0)
      parts.push(
        `New keys: approve ID or reject ID\n${table(
          ['ID', 'Connection', 'Record', 'Missing', 'Now', 'Alike in'],
          renumbered.map((row) => [
            String(row.id),
            row.connection.name,
            `${row.entity} ${row.entityId}`,
            `${row.actorType} ${row.oldKey}`,
            row.newKey,
            short(Object.values(row.fingerprint).join(', ')),
          ]),
        )}`,
      );
    if (doubted.length > 0)
      parts.push(
        `Keys that may be another record’s: same LINK, or kobling unlink\n${table(
          ['Link', 'Connection', 'Record', 'Key', 'Why'],
          doubted.map((row) => [
            String(row.linkId),
            row.connection.name,
            `${row.entity} ${row.entityId}`,
            `${row.actorType} ${row.erpKey}`,
            row.reason,
          ]),
        )}`,
      );
    return parts.length === 0 ? 'Nothing is proposed.' : parts.join('\n\n');
  });
}
