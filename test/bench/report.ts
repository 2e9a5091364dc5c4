/** The figures as an aligned table, with what they are measured against. */
import type { Measured } from './scenarios.ts';

const rateOf = ({ records, ms }: Measured): number => (records * 1_000) / ms;
const grouped = (value: number): string => Math.round(value).toLocaleString('en-GB');

export function report(measured: readonly Measured[]): string {
  const yardsticks = ['bulk upsert, new rows', 'bulk upsert, changed rows'].map((name) =>
    measured.find(({ scenario }) => scenario === name),
  );
  const header = ['scenario', 'records', 'ms', 'records/s', '÷ new', '÷ changed', 'statements', 'peak MB', 'before MB'];
  const lines = measured.map((one) => [
    one.scenario,
    grouped(one.records),
    grouped(one.ms),
    one.kind === 'rate' ? grouped(rateOf(one)) : '',
    ...yardsticks.map((bulk) => (one.kind === 'rate' && bulk ? (rateOf(one) / rateOf(bulk)).toFixed(2) : '')),
    one.statements === undefined ? '' : grouped(one.statements),
    grouped(one.peakMb),
    grouped(one.beforeMb),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const row = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [row(header), ...lines.map(row), ...ratios(measured)].join('\n');
}

/** A cycle's cost follows what changed, not what is linked: the time among many divided by the time among few. */
function ratios(measured: readonly Measured[]): readonly string[] {
  const pairs = measured.flatMap((many) => {
    const match = /^(.* changes in the (?:ERP|CRM)) among (.*)$/.exec(many.scenario);
    if (match === null) return [];
    const few = measured.find(
      ({ scenario }) => scenario.startsWith(`${match[1]} among `) && scenario !== many.scenario,
    );
    return few === undefined || match[2] === '1,000'
      ? []
      : [`${match[1]}: among ${match[2]} ÷ among 1,000 = ${(many.ms / few.ms).toFixed(2)}`];
  });
  const [quiet, differing] = ['plan, reading and deciding', 'plan, one of 10 differs'].map((name) =>
    measured.find(({ scenario }) => scenario === name),
  );
  if (quiet !== undefined && differing !== undefined)
    pairs.push(
      `a dry run whose rows are stored ÷ reading and deciding alone = ${(differing.ms / quiet.ms).toFixed(2)}`,
    );
  const [ours, theirs] = ['SOAP read, our client', 'SOAP read, the soap package'].map((name) =>
    measured.find(({ scenario }) => scenario === name),
  );
  if (ours !== undefined && theirs !== undefined)
    pairs.push(
      `1,000 actors over SOAP: our client is ${(theirs.ms / ours.ms).toFixed(1)} times as fast as the soap package`,
    );
  for (const found of measured.filter(({ scenario }) => scenario.startsWith('FindContact, '))) {
    const plain = measured.find(({ scenario }) => scenario === found.scenario.replace('FindContact', 'plain SQL'));
    if (plain !== undefined)
      pairs.push(`${found.scenario} ÷ the same in plain SQL = ${(found.ms / plain.ms).toFixed(2)}`);
  }
  const stream = measured.find(({ scenario }) => scenario === 'SOAP stream');
  if (stream !== undefined)
    pairs.push(
      `${grouped(stream.records)} actors streamed over SOAP grew the process by ${stream.peakMb - stream.beforeMb} MB`,
    );
  return pairs.length === 0 ? [] : ['', ...pairs];
}
