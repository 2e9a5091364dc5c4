import type { Report, ReportLine } from './run.ts';

/** The report as JUnit XML: `must` that fails is a failure, `should` that fails is told but passes. */
export function reportAsJunit(report: Report): string {
  const count = (wanted: (line: ReportLine) => boolean): number => report.lines.filter(wanted).length;
  const failed = (line: ReportLine): boolean => line.status === 'fail' && line.severity === 'must';
  const head = `<testsuite name="${escape(report.connector)}" tests="${report.lines.length}" failures="${count(failed)}" skipped="${count((line) => line.status === 'skip')}">`;
  const cases = report.lines.map((line) => {
    const inside = failed(line)
      ? `<failure message="${escape(line.message)}"/>`
      : line.status === 'skip'
        ? `<skipped message="${escape(line.message)}"/>`
        : `<system-out>${escape(`${line.status === 'fail' ? 'will hurt: ' : ''}${line.message}`)}</system-out>`;
    return `  <testcase classname="${escape(report.connector)}" name="${escape(`${line.id}: ${line.title}`)}" time="${line.ms / 1000}">${inside}</testcase>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...cases, '</testsuite>', ''].join('\n');
}

/** What XML cannot hold is left out: the report is about it, not made of it. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '');
