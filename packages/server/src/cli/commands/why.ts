/** kobling why: where a value came from, by which rule, and why a field is not in step. */
import { entityKinds } from '@kobling/engine';
import { Argument, Command } from 'commander';
import type { AnswerOf } from '../calls.ts';
import { ask, type CommonOptions, type Context, show } from '../context.ts';
import { wholeNumber } from './options.ts';

export const whyCommand = (context: Context): Command =>
  new Command('why')
    .description('says where a value came from, and why a field is not in step')
    .addArgument(new Argument('<kind>', 'company, person or project').choices(entityKinds))
    .argument('<id>', 'number of the record', wholeNumber)
    .argument('[field]', 'key on either side, such as phone; default: all synced fields')
    .option('--connection <name>', 'only this one')
    .addHelpText('after', '\nExample: kobling why company 17 phone')
    .action(
      async (
        kind: (typeof entityKinds)[number],
        id: number,
        field: string | undefined,
        options: CommonOptions & { readonly connection?: string },
      ) => {
        const answer = await ask(context, options, 'why', {
          entity: { kind, id },
          ...(field !== undefined && { field }),
          ...(options.connection !== undefined && { connection: options.connection }),
        });
        show(context, options, answer, () => text(answer));
      },
    );

function text({ record, fields, windows }: AnswerOf<'why'>): string {
  const lines = [`${record.kind} ${record.id} ${record.name}`.trim()];
  if (fields.length === 0) lines.push('No connection syncs such records.');
  for (const field of fields) {
    const sides = `CRM ${said(field.crmValue)}, ERP ${said(field.erpValue)}`;
    lines.push('', `${field.crmField} ⇄ ${field.erpField} on ${field.connection}: ${sides}`, `  ${field.sentence}`);
  }
  for (const { connection, recentMs, greatestMs } of windows) {
    lines.push(
      '',
      `${connection} cannot compare before it writes: an edit made there within ${Math.ceil(recentMs)} ms of a write (at most ${Math.ceil(greatestMs)} ms so far) may be overwritten unseen.`,
    );
  }
  return lines.join('\n');
}

const said = (value: string | null): string => (value === null ? 'not known' : value === '' ? 'blank' : `“${value}”`);
