/** What a check ends with: one exit code a severity, the same for connector check and connection check. */
import { type FailOn, type Grade, gradeOf, type Report, reportAsJunit, unasked } from '@kobling/sdk/conformance';
import { Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { CommandFailed, type Context, exitCodes } from '../../context.ts';

/** 2 is taken: a command that was not understood. */
const codes: Readonly<Record<Grade, number>> = { fine: exitCodes.ok, broken: exitCodes.failed, hurts: 3, unasked: 4 };

export const exitCodesHelp =
  '\nExit codes: 0 nothing to mend, 1 something must be mended, 2 the command was not understood, 3 something will hurt in use,' +
  '\n4 the connector could not be reached or did not open. With --fail-on broken what will hurt ends with 0.';

export interface ExitOptions {
  readonly failOn: FailOn;
  readonly junit?: string;
}

export const failOnOption = (): Option =>
  new Option('--fail-on <severity>', 'what the exit code and JUnit count as failed')
    .choices(['hurts', 'broken'] satisfies readonly FailOn[])
    .default('hurts' satisfies FailOn);

/** Raises the exit code, writes the JUnit file where one is asked for, and answers the report's grade. */
export async function endWith(context: Context, report: Report, { failOn, junit }: ExitOptions): Promise<Grade> {
  const grade = gradeOf(report);
  context.exitCode = grade === 'hurts' && failOn === 'broken' ? exitCodes.ok : codes[grade];
  if (junit !== undefined) await writeFile(junit, reportAsJunit(report, failOn));
  return grade;
}

/** `work`, whose failure means that there is nobody to ask: told as such, in the JUnit file too. A misuse stays one. */
export async function asking<T>(
  name: string,
  { junit }: Pick<ExitOptions, 'junit'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.exitCode === exitCodes.usage) throw error;
    if (junit !== undefined) await writeFile(junit, reportAsJunit(unasked(name, error.reason.message)));
    throw new CommandFailed(error.reason, codes.unasked);
  }
}
