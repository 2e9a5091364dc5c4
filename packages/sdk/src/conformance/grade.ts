import type { Report, ReportLine } from './run.ts';

/**
 * A whole report in one word. `broken`: something must be mended. `hurts`: nothing must, but something will hurt in use.
 * `unasked`: no connection opened, so nothing is known of the connector.
 */
export type Grade = 'fine' | 'hurts' | 'broken' | 'unasked';

/** Which grades count as a failure: `hurts` (and worse), or `broken` (and worse) only. */
export type FailOn = 'hurts' | 'broken';

export const openCheck = 'open';

/** What one line means for the whole. */
export function gradeOfLine({ id, severity, status }: Pick<ReportLine, 'id' | 'severity' | 'status'>): Grade {
  if (status !== 'fail') return 'fine';
  if (id === openCheck) return 'unasked';
  return severity === 'must' ? 'broken' : 'hurts';
}

export function gradeOf(report: Pick<Report, 'lines'>): Grade {
  const grades = new Set(report.lines.map(gradeOfLine));
  return (['unasked', 'broken', 'hurts'] as const).find((grade) => grades.has(grade)) ?? 'fine';
}

/** A connector that could not be reached at all, as a report. */
export const unasked = (connector: string, message: string): Report => ({
  connector,
  lines: [{ id: openCheck, title: 'A connection opens', severity: 'must', status: 'fail', message, ms: 0 }],
  card: {},
});
