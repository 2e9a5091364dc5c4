/** kobling apply, kobling export: the set-up as a file. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { type Problem, readSetup, type Reference, referenceKey, referencesOf } from '../../setup-file/index.ts';
import type { AnswerOf } from '../calls.ts';
import { ask, CommandFailed, type CommonOptions, connect, type Context, exitCodes, must, show } from '../context.ts';
import { count } from '../print.ts';
import type { Client } from '../client.ts';
import { partOf, type RequestState, waitFor } from '../wait.ts';
import { matchLines } from './match-report.ts';

interface ApplyOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly plan?: boolean;
}

export const applyCommand = (context: Context): Command =>
  new Command('apply')
    .description('makes the hub equal to a set-up file and prints what it changes')
    .argument('<file>', 'kobling.yaml')
    .option('--dry-run', 'print what would change, change nothing')
    .option(
      '--plan',
      'newly mapped fields wait: their values flow only when the plan that is made is approved and applied',
    )
    .addHelpText('after', '\nExample: kobling apply kobling.yaml --dry-run')
    .action((file: string, options: ApplyOptions) => apply(context, file, options));

export const exportCommand = (context: Context): Command =>
  new Command('export')
    .description('writes the hub as a set-up file')
    .option('-o, --output <file>', 'write to a file instead of the terminal')
    .addHelpText('after', '\nExample: kobling export -o kobling.yaml')
    .action((options: CommonOptions & { output?: string }) => exportTo(context, options));

async function apply(context: Context, file: string, options: ApplyOptions): Promise<void> {
  const text = await readText(file);
  const read = readSetup(text);
  if (!read.ok) return showProblems(context, options, file, read.problems);
  const values = await lookUp(context, referencesOf(read.setup), dirname(resolve(file)));
  const client = await connect(context, options);
  const answer = must(
    await client.call('apply', { text, values, dryRun: options.dryRun === true, plan: options.plan === true }),
  );
  if (!answer.ok) return showProblems(context, options, file, answer.problems);
  const matches = await waitFor(
    context,
    client,
    answer.matches.map((item) => item.requestId),
  );
  const plans = await waitFor(
    context,
    client,
    answer.plans.map((item) => item.requestId),
  );
  if ([...matches, ...plans].some((state) => state.status !== 'done')) context.exitCode = exitCodes.failed;
  const planned = await Promise.all(plans.map((state) => planOf(client, state)));
  show(
    context,
    options,
    {
      ...answer,
      dryRun: options.dryRun === true,
      matches: matches.map((state, index) => ({ ...answer.matches[index], ...state })),
      plans: plans.map((state, index) => ({ ...answer.plans[index], ...state, plan: planned[index] ?? null })),
    },
    () =>
      [
        ...changeLines(answer, options.dryRun === true),
        ...matches.flatMap((state, index) =>
          matchLines(`${answer.matches[index]?.connection ?? ''}, ${answer.matches[index]?.actorType ?? ''}`, state),
        ),
        ...plans.map((state, index) => planLine(answer.plans[index], state, planned[index])),
      ].join('\n'),
  );
}

async function planOf(client: Client, state: RequestState): Promise<AnswerOf<'plan'> | undefined> {
  const planId = partOf(state.result, 'planId');
  return typeof planId === 'number' ? must(await client.call('plan', { planId })) : undefined;
}

function planLine(
  started: { readonly connection: string; readonly fields: number } | undefined,
  state: RequestState,
  plan: AnswerOf<'plan'> | undefined,
): string {
  const name = started?.connection ?? '';
  const waiting = `${count(started?.fields ?? 0, 'field')} of ${name}`;
  if (plan === undefined)
    return `${waiting} wait for a plan that could not be made: ${state.message ?? state.status} "kobling plan make" tries again.`;
  return `${name}: this will change ${count(plan.records, 'record')}. ${waiting} wait until plan ${plan.id} is decided: "kobling plan show ${plan.id}".`;
}

function changeLines(answer: Extract<AnswerOf<'apply'>, { ok: true }>, dryRun: boolean): string[] {
  if (answer.changes.length === 0) return ['Nothing to change.'];
  const end = dryRun
    ? `${count(answer.changes.length, 'change')}; nothing was changed (--dry-run).`
    : `${count(answer.changes.length, 'change')} made.`;
  return [...answer.changes, end];
}

function showProblems(context: Context, options: CommonOptions, file: string, problems: readonly Problem[]): void {
  context.exitCode = exitCodes.failed;
  show(context, options, { ok: false, problems }, () =>
    [
      ...problems.map((item) => `${file}:${item.line}:${item.column}: ${item.message} (${item.code})`),
      `${count(problems.length, 'problem')}; nothing was changed.`,
    ].join('\n'),
  );
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(
      { code: 'apply.noFile', message: `The set-up file ${file} cannot be read: ${why}.` },
      exitCodes.usage,
    );
  }
}

/** Secrets are looked up here, where the person is, and sent to the hub; those that lead nowhere are told by the hub with their line. */
async function lookUp(
  context: Context,
  references: readonly Reference[],
  folder: string,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const reference of references) {
    const value =
      reference.kind === 'env'
        ? context.env[reference.name]
        : await readFile(resolve(folder, reference.path), 'utf8').catch(() => undefined);
    // A file that a person wrote ends with a line feed that is no part of the secret.
    if (value !== undefined)
      values[referenceKey(reference)] = reference.kind === 'env' ? value : value.replace(/\r?\n$/, '');
  }
  return values;
}

async function exportTo(context: Context, options: CommonOptions & { readonly output?: string }): Promise<void> {
  const { text } = await ask(context, options, 'export', {});
  if (options.output === undefined) return show(context, options, { text }, () => text);
  await writeFile(options.output, text);
  show(context, options, { file: options.output }, () => `Written to ${options.output ?? ''}.`);
}
