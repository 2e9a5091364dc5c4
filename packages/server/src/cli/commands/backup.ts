/** kobling backup, kobling restore, kobling keys rotate. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Command } from 'commander';
import { ask, CommandFailed, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';

export const backupCommand = (context: Context): Command =>
  new Command('backup')
    .description('writes database, files and connector memory of a running hub to one file; the key is not in it')
    .argument('<file>')
    .addHelpText('after', '\nExample: kobling backup kobling-2026-06-01.kbak')
    .action((file: string, options: CommonOptions) => backup(context, file, options));

export const restoreCommand = (context: Context): Command =>
  new Command('restore')
    .description('puts a backup into an empty hub (kobling start --no-demo); automatic sync is off afterwards')
    .argument('<file>')
    .option('--original-stopped', 'the hub of the backup writes to its ERP systems no more')
    .addHelpText('after', '\nExample: kobling restore kobling-2026-06-01.kbak --data ./restored')
    .action((file: string, options: RestoreOptions) => restore(context, file, options));

export function keysCommand(context: Context): Command {
  const keys = new Command('keys')
    .description('the key that protects passwords of connections')
    .addHelpText('after', '\nExample: kobling keys rotate');
  keys
    .command('rotate')
    .description('makes a new key and wraps all data keys with it, without a stop')
    .addHelpText('after', '\nExample: kobling keys rotate')
    .action(async (options: CommonOptions) => {
      const answer = await ask(context, options, 'keysRotate', {});
      show(
        context,
        options,
        answer,
        () =>
          `Key ${answer.keyId} is in use; ${answer.rewrapped} data keys were wrapped anew. Keep a copy of the new key apart from your backups.`,
      );
    });
  return keys;
}

async function backup(context: Context, file: string, options: CommonOptions): Promise<void> {
  const client = await connect(context, options);
  const response = must(await client.stream('backup', {}));
  if (response.body === null)
    throw new CommandFailed({ code: 'backup.empty', message: 'The hub sent no backup. See its log.' });
  const part = `${file}.part`;
  try {
    await pipeline(Readable.fromWeb(response.body as NodeReadableStream), createWriteStream(part, { mode: 0o600 }));
    const handle = await open(part, 'r');
    await handle.sync();
    await handle.close();
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed({
      code: 'backup.failed',
      message: `The backup was not written to ${file}: ${why}. See that the folder exists and has room.`,
    });
  }
  show(
    context,
    options,
    { file },
    () =>
      `Written to ${file}. Keep the key (the file "key" in the data folder, unless you chose another) apart from it: without the key its passwords do not open.`,
  );
}

interface RestoreOptions extends CommonOptions {
  readonly originalStopped?: boolean;
}

async function restore(context: Context, file: string, options: RestoreOptions): Promise<void> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new CommandFailed(
      {
        code: 'restore.noFile',
        message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      },
      exitCodes.usage,
    );
  });
  await handle.close();
  const client = await connect(context, options);
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const response = must(
    await client.stream('restore', {
      body,
      ...(options.originalStopped === true && { query: { originalStopped: 'true' } }),
    }),
  );
  const answer = (await response.json()) as { rows: number; files: number; at: string; warning: string | null };
  show(context, options, answer, () =>
    [
      `${answer.rows} rows and ${answer.files} files of ${answer.at} are back.`,
      ...(answer.warning === null ? [] : [answer.warning]),
      'Automatic sync is off, and every connection is held: it makes a plan of what differs and writes nothing.',
      options.originalStopped === true
        ? 'Look at the plans (kobling plan list), apply them or go on with kobling connection resume NAME; then turn sync on.'
        : 'Stop the original hub first, so that not both write to your ERP. Then look at the plans (kobling plan list), go on with kobling connection resume NAME --original-stopped, and turn sync on.',
    ].join('\n'),
  );
}
