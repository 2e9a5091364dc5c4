import { done, rejected } from '@kobling/sdk';
import { importLine } from '../carriers/import.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import type { Line } from './lines.ts';

const mostColumns = 1_000;

/** A line with that many blank values; nothing is stored. */
export const createDefaultImportLine = method({
  right: 'administrator',
  reads: true,
  request: carrier({ CountColumns: int }),
  response: importLine,
  async handle({ CountColumns }) {
    if (CountColumns < 0 || CountColumns > mostColumns)
      return rejected('import.columns', `CountColumns is ${CountColumns}. A line has 0 to ${mostColumns} columns.`);
    const Values = Array.from({ length: CountColumns }, () => '');
    const line: Line = { Values, Selected: true, Operation: 'Unknown', Type: 'Unknown', ExternalKey: '' };
    return done(line);
  },
});
