import { type FailOn, gradeOfLine } from './grade.ts';
import type { Report, ReportLine } from './run.ts';

/**
 * The report as JUnit XML. What must be mended is a failure of type `broken`; what will hurt is one of type `hurts`, or with
 * `failOn: 'broken'` told in a test that passes; a connection that does not open is an error of type `unasked`.
 */
export function reportAsJunit(report: Report, failOn: FailOn = 'hurts'): string {
  const count = (wanted: (element: string) => boolean): number =>
    report.lines.filter((line) => wanted(element(line, failOn))).length;
  const counts = [
    `tests="${report.lines.length}"`,
    `failures="${count((name) => name === 'failure')}"`,
    `errors="${count((name) => name === 'error')}"`,
    `skipped="${count((name) => name === 'skipped')}"`,
  ];
  const cases = report.lines.map(
    (line) =>
      `  <testcase classname="${escape(report.connector)}" name="${escape(`${line.id}: ${line.title}`)}" time="${line.ms / 1000}">${inside(line, failOn)}</testcase>`,
  );
  const head = `<testsuite name="${escape(report.connector)}" ${counts.join(' ')}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...cases, '</testsuite>', ''].join('\n');
}

/** What a line is told in. */
function element(line: ReportLine, failOn: FailOn): 'error' | 'failure' | 'skipped' | 'system-out' {
  if (line.status === 'skip') return 'skipped';
  const grade = gradeOfLine(line);
  if (grade === 'unasked') return 'error';
  return grade === 'broken' || (grade === 'hurts' && failOn === 'hurts') ? 'failure' : 'system-out';
}

function inside(line: ReportLine, failOn: FailOn): string {
  const [name, grade] = [element(line, failOn), gradeOfLine(line)];
  if (name === 'system-out')
    return `<system-out>${escape(`${grade === 'hurts' ? 'will hurt: ' : ''}${line.message}`)}</system-out>`;
  const type = name === 'skipped' ? '' : ` type="${grade}"`;
  return `<${name}${type} message="${escape(line.message)}"/>`;
}

/** What XML cannot hold is left out: the report is about it, not made of it. */
const escape = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '');
