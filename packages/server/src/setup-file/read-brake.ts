/** `brake` of a connection: how much may be overwritten within 24 hours before a person is asked (H18). */
import type { BrakeCap, BrakeCaps } from '@kobling/engine';
import type { Entry, FileReader } from './nodes.ts';

const parts = ['blankings', 'sameValue', 'creates'] as const satisfies readonly (keyof BrakeCaps)[];

/** What is absent has the default; a part is written as a whole. */
export function readBrake(reader: FileReader, entry: Entry | undefined): Partial<BrakeCaps> {
  if (entry === undefined) return {};
  const fields = reader.fields(entry.value, 'brake', entry.key.at, parts);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const cap = readCap(reader, fields?.get(part), part);
      return cap === undefined ? [] : [[part, cap]];
    }),
  );
}

function readCap(reader: FileReader, entry: Entry | undefined, part: string): BrakeCap | undefined {
  if (entry === undefined) return undefined;
  const fields = reader.fields(entry.value, `brake.${part}`, entry.key.at, ['atLeast', 'percent']);
  const atLeast = readNumber(reader, fields?.get('atLeast'), `brake.${part}.atLeast`, 1_000_000_000);
  const percent = readNumber(reader, fields?.get('percent'), `brake.${part}.percent`, 100);
  if (atLeast !== undefined && percent !== undefined) return { atLeast, percent };
  if (fields !== undefined && (!fields.has('atLeast') || !fields.has('percent')))
    reader.problem(entry.key.at, 'setup.missingKey', `brake.${part} needs both atLeast and percent.`);
  return undefined;
}

function readNumber(reader: FileReader, entry: Entry | undefined, what: string, most: number): number | undefined {
  const text = reader.text(entry, what);
  if (entry === undefined || text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  return reader.problem(entry.key.at, 'setup.notANumber', `${what} must be a whole number from 0 to ${most}.`);
}
