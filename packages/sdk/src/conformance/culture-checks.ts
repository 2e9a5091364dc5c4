/** Values as a culture writes them, where the protocol wants them encoded: found, and which cultures they could be of. */
import { type Culture, cultures, readInCulture } from '../culture/index.ts';
import type { FieldType } from '../types.ts';
import { decodeValue } from '../values.ts';
import { type Check, pass, skip } from './check.ts';
import type { ConformanceContext } from './context.ts';

interface Plain {
  readonly place: string;
  readonly type: FieldType;
  readonly wire: string;
}
export interface CultureFound {
  /** The first value that can be read only with a culture. */
  readonly first: Plain;
  /** Those that read every number and date that is not encoded. */
  readonly fitting: readonly Culture[];
}

/** Undefined: every value is readable without a culture, or no single culture reads them all. */
export async function cultureFound(ctx: ConformanceContext): Promise<CultureFound | undefined> {
  const plain = await plainValues(ctx);
  const first = plain.find(({ type, wire }) => !decodeValue(type, wire).ok);
  if (first === undefined) return undefined;
  const fitting = cultures.filter((culture) =>
    plain.every(({ type, wire }) => decodeValue(type, readInCulture(culture, type, wire) ?? 'none').ok),
  );
  return fitting.length === 0 ? undefined : { first, fitting };
}

async function plainValues(ctx: ConformanceContext): Promise<readonly Plain[]> {
  const found: Plain[] = [];
  for (const actorType of await ctx.types()) {
    const fields = (await ctx.fields(actorType)).filter(({ type }) => ['integer', 'double', 'datetime'].includes(type));
    for (const { erpKey, fieldValues } of (await ctx.everyone(actorType)).actors) {
      for (const { fieldKey, type } of fields) {
        const wire = fieldValues[fieldKey] ?? '';
        if (wire.trim() !== '' && !wire.startsWith('['))
          found.push({ place: `${actorType} ${erpKey} ${fieldKey}`, type, wire });
      }
    }
  }
  return found;
}

const shown = 6;

export const cultureChecks: readonly Check[] = [
  {
    id: 'culture',
    title: 'Numbers and dates are not written as a culture does',
    severity: 'should',
    async run(ctx) {
      const found = await cultureFound(ctx);
      if (found === undefined)
        return (await plainValues(ctx)).length === 0 ? skip('All are encoded.') : pass('None is.');
      const { place, wire } = found.first;
      const names = found.fitting.map(({ name }) => name);
      const more = names.length > shown ? ` or ${names.length - shown} more` : '';
      return {
        status: 'fail',
        message: `${place} is "${wire}": set the culture of the connection to the one that it is written in (${names.slice(0, shown).join(', ')}${more}), or send values encoded.`,
      };
    },
  },
];

/** Dates that are later as dates, but not as texts: `31.01.2026` and `01.02.2026`. */
export const isUnsortableDate = (stamp: string): boolean =>
  cultures.some(
    (culture) =>
      culture.order !== 'ymd' && /^\d{1,2}\D/.test(stamp) && readInCulture(culture, 'datetime', stamp) !== undefined,
  );
