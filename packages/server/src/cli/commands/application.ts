/** kobling application: who may be called by app:// addresses, and the key with which the hub proves itself to them. */
import { Command } from 'commander';
import { ask, CommandFailed, type CommonOptions, type Context, exitCodes, show } from '../context.ts';
import { table } from '../print.ts';

export function applicationCommand(context: Context): Command {
  const application = new Command('application').description('registered applications (app:// addresses)');
  application
    .command('list', { isDefault: true })
    .description('who is registered, and until when their keys count')
    .addHelpText('after', '\nExample: kobling application list')
    .action((options: CommonOptions) => list(context, options));
  application
    .command('key')
    .description('the public key by which applications know this hub; made at first use')
    .option('--next', 'makes the key that is to follow, so that applications can register it before it is used')
    .option('--use-next', 'signs with that key from now on, and destroys the one before')
    .addHelpText('after', '\nExample: kobling application key > hub.pem')
    .action((options: KeyOptions) => key(context, options));
  return application;
}

interface KeyOptions extends CommonOptions {
  readonly next?: boolean;
  readonly useNext?: boolean;
}

async function list(context: Context, options: CommonOptions): Promise<void> {
  const answer = await ask(context, options, 'applications', {});
  show(context, options, answer, () =>
    answer.length === 0
      ? 'No application is registered. Add one under "applications" in the set-up file.'
      : table(
          ['client id', 'name', 'active', 'keys', 'address'],
          answer.map((item) => [
            item.clientId,
            item.name,
            item.active ? 'yes' : 'no',
            item.keys.map(({ kid, until }) => `${kid?.slice(0, 8) ?? 'unusable'}${lastDay(until)}`).join(', ') ||
              'none',
            item.url,
          ]),
        ),
  );
}

/** Over the wire a date is text. */
function lastDay(until: Date | string | null): string {
  if (until === null) return '';
  return ` to ${new Date(new Date(until).getTime() - 1).toISOString().slice(0, 10)}`;
}

async function key(context: Context, options: KeyOptions): Promise<void> {
  if (options.next === true && options.useNext === true)
    throw new CommandFailed(
      { code: 'hubKey.both', message: 'Make the next key, let every application register it, and only then use it.' },
      exitCodes.usage,
    );
  const wish = options.next === true ? 'next' : options.useNext === true ? 'use' : 'show';
  const answer = await ask(context, options, 'hubKey', { wish });
  // The key alone on the output, so that it can be sent to a file; what it is goes to the person.
  if (options.json !== true) {
    for (const { state, kid } of answer)
      context.terminal.err(
        state === 'current'
          ? `The hub signs with ${kid}.\n`
          : `To follow, not used yet: ${kid}. Use it with --use-next.\n`,
      );
  }
  show(context, options, answer, () => answer.map(({ publicPem }) => publicPem.trim()).join('\n'));
}
