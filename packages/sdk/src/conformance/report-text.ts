import { cardAsText } from './card-text.ts';
import { gradeOf } from './grade.ts';
import type { Report, ReportLine } from './run.ts';

/** The report for a person at a terminal: what will hurt first, then the rest, then the card. */
export function reportAsText(report: Report): string {
  const count = (wanted: (line: ReportLine) => boolean): number => report.lines.filter(wanted).length;
  const failed = (line: ReportLine): boolean => line.status === 'fail';
  if (gradeOf(report) === 'unasked')
    return [`Connector ${report.connector} could not be asked.`, '', ...report.lines.map(lineAsText), ''].join('\n');
  const summary = [
    `${count((line) => line.status === 'pass')} passed`,
    `${count((line) => failed(line) && line.severity === 'must')} must be mended`,
    `${count((line) => failed(line) && line.severity !== 'must')} will hurt in use`,
    `${count((line) => line.status === 'skip')} not checked`,
  ].join(', ');
  const card = cardAsText(report.card).map((line) => `  ${line}`);
  return [
    `Connector ${report.connector}: ${summary}.`,
    '',
    ...report.lines.toSorted((a, b) => order(a) - order(b)).map(lineAsText),
    ...(card.length === 0 ? [] : ['', 'The card:', ...card]),
    '',
  ].join('\n');
}

function order(line: ReportLine): number {
  if (line.status === 'fail') return line.severity === 'must' ? 0 : 1;
  return line.status === 'pass' ? 2 : 3;
}

function lineAsText(line: ReportLine): string {
  const mark = { pass: 'ok  ', fail: line.severity === 'must' ? 'FAIL' : 'hurt', skip: '-   ' }[line.status];
  return `${mark} ${line.id}: ${line.title}. ${line.message} (${line.ms} ms)`;
}
