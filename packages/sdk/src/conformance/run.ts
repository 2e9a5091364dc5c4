import type { CapabilityCard, Connector } from '../types.ts';
import { cardFrom } from './card.ts';
import { type Check, CheckFailed, type Finding, type Severity } from './check.ts';
import { gradeOf, unasked } from './grade.ts';
import { ConformanceContext, type ConformanceOptions } from './context.ts';
import { conformanceChecks } from './all-checks.ts';

export interface ReportLine extends Finding {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly ms: number;
}
export interface Report {
  readonly connector: string;
  readonly lines: readonly ReportLine[];
  /** What was measured, and what the hub should do about it (card.ts): to be kept with the connection. */
  readonly card: Partial<CapabilityCard>;
}

/** No check that must pass has failed. */
export const passed = (report: Report): boolean => ['fine', 'hurts'].includes(gradeOf(report));

/** Opens a connection, runs the checks one after the other and closes it. A connector's own exceptions become findings. */
export async function runConformance(
  connector: Connector,
  options: ConformanceOptions,
  checks: readonly Check[] = conformanceChecks(),
): Promise<Report> {
  const call = { signal: AbortSignal.timeout(options.callDeadlineMs ?? 60_000) };
  const opened = await connector.open(options.config, options.host, call);
  if (opened.status !== 'done') {
    const message = `open ended ${opened.status} (${opened.reason.code}): ${opened.reason.message}`;
    return unasked(connector.name, message);
  }
  const ctx = new ConformanceContext(connector, opened.value, options);
  try {
    const lines: ReportLine[] = [];
    for (const check of checks) lines.push(await runCheck(check, ctx));
    return { connector: connector.name, lines, card: cardFrom(lines) };
  } finally {
    // A courtesy: what becomes of it is no finding.
    if (options.passing === true) await opened.value.forget?.({ signal: AbortSignal.timeout(10_000) }).catch(() => {});
    await opened.value.close();
  }
}

export async function runCheck(check: Check, ctx: ConformanceContext): Promise<ReportLine> {
  const { id, title, severity } = check;
  const began = performance.now();
  const finding = check.writes === true && !ctx.options.write ? readOnlyRun : await findingOf(check, ctx);
  return { id, title, severity, ...finding, ms: Math.round(performance.now() - began) };
}

const readOnlyRun: Finding = { status: 'skip', message: 'It would write, which this run may not.' };

async function findingOf(check: Check, ctx: ConformanceContext): Promise<Finding> {
  try {
    return await check.run(ctx);
  } catch (error) {
    if (error instanceof CheckFailed) return { status: 'fail', message: error.message };
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      status: 'fail',
      message: `The connector threw ${text}. Expected failures are answered as outcomes, never thrown.`,
    };
  }
}
