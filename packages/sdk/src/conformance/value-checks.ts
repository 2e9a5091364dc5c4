import type { Actor, CapabilityCard, FieldMetadata, FieldType, Normaliser } from '../types.ts';
import { decodeValue, encodeValue } from '../values.ts';
import { type Check, type Finding, skip, verdict } from './check.ts';
import type { ConformanceContext } from './context.ts';
import { textField, writable } from './sample-values.ts';
import { sameWire, sent } from './sent-values.ts';

/** Ordinary values that every ERP should hold, canonical. Lists are tried with their own items. */
const ordinary: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  text: ['Blåbær & Søn <tag> "q"; a=b', '日本', "O'Neil; DROP"],
  integer: ['0', '-12345', '2147483647'],
  double: ['0', '-0.1', '12345.67'],
  checkbox: ['0', '1'],
  datetime: ['2013-12-31T00:00:00', '2024-02-29T00:00:00'],
};

async function eachSubject(
  ctx: ConformanceContext,
  check: (subject: Actor, fields: readonly FieldMetadata[]) => Promise<readonly string[]>,
  message: string,
): Promise<Finding> {
  const problems: string[] = [];
  let made = 0;
  for (const type of await ctx.types()) {
    const subject = await ctx.subject(type);
    if (subject === undefined) continue;
    made++;
    problems.push(...(await check(subject, writable(await ctx.fields(type)))));
  }
  return made === 0 ? skip('No actor could be made.') : verdict(problems, message);
}

const fits = (field: FieldMetadata, value: string): boolean => field.maxLength === 0 || value.length <= field.maxLength;

export const valueChecks: readonly Check[] = [
  {
    id: 'values-return',
    title: 'Ordinary values return as they were sent',
    severity: 'should',
    writes: true,
    run: (ctx) =>
      eachSubject(
        ctx,
        async (subject, fields) => {
          const problems: string[] = [];
          const types = new Set<FieldType>(fields.map((field) => field.type));
          for (const type of types) {
            const field = type === 'text' ? textField(fields) : fields.find((other) => other.type === type);
            if (field === undefined) continue;
            const values =
              type === 'list' ? [...(await ctx.list(field.listName)).keys()].slice(0, 3) : (ordinary[type] ?? []);
            for (const value of values.filter((text) => type !== 'text' || fits(field, text))) {
              const wire = encodeValue(type, value);
              const read = await sent(ctx, subject, field.fieldKey, wire);
              if (read === undefined) problems.push(`${subject.actorType} ${field.fieldKey} refused ${wire}.`);
              else if (!sameWire(type, read, wire))
                problems.push(`${subject.actorType} ${field.fieldKey} was sent ${wire}, but reads "${read}".`);
            }
          }
          return problems;
        },
        'They do.',
      ),
  },
  {
    id: 'values-stable',
    title: 'A value as the ERP holds it stays the same when it is sent back',
    severity: 'must',
    writes: true,
    run: (ctx) =>
      eachSubject(
        ctx,
        async (subject, fields) => {
          const problems: string[] = [];
          const held = await ctx.fresh(subject);
          for (const { fieldKey, type } of fields) {
            const wire = held.fieldValues[fieldKey];
            if (wire === undefined) continue;
            const read = await sent(ctx, subject, fieldKey, wire);
            if (read !== undefined && !sameWire(type, read, wire))
              problems.push(`${subject.actorType} ${fieldKey} turned from ${wire} to "${read}" by being sent back.`);
          }
          return problems;
        },
        'It does.',
      ),
  },
  {
    id: 'blanking',
    title: 'A field can be made blank',
    severity: 'must',
    writes: true,
    async run(ctx) {
      let omitted = 0;
      let blanked = 0;
      const finding = await eachSubject(
        ctx,
        async (subject, fields) => {
          const problems: string[] = [];
          // A checkbox has no third state in most ERPs, so off is its blank.
          for (const field of fields.filter(({ access, type }) => access === 'normal' && type !== 'checkbox')) {
            const { fieldKey } = field;
            if ((await sent(ctx, subject, fieldKey, '')) === undefined) continue;
            const value = (await ctx.fresh(subject)).fieldValues[fieldKey];
            if (value === undefined) omitted++;
            else if (value === '') blanked++;
            else problems.push(`${subject.actorType} ${fieldKey} was blanked, but reads "${value}".`);
          }
          return problems;
        },
        'It can.',
      );
      const message =
        finding.status === 'pass' && omitted + blanked === 0 ? 'Every field refuses to be blank.' : finding.message;
      return omitted + blanked === 0
        ? { ...finding, message }
        : { ...finding, measured: { omitsBlanks: omitted > 0 && blanked === 0 } };
    },
  },
  {
    id: 'too-long',
    title: 'A text that is too long is refused, or cut, never lost',
    severity: 'should',
    writes: true,
    run: (ctx) =>
      eachSubject(
        ctx,
        async (subject, fields) => {
          const field = fields.find(({ type, maxLength }) => type === 'text' && maxLength > 0 && maxLength < 1_000);
          if (field === undefined) return [];
          const long = 'ab'.repeat(field.maxLength).slice(0, field.maxLength + 1);
          const read = await sent(ctx, subject, field.fieldKey, long);
          if (read === undefined || read === long.slice(0, field.maxLength) || read === long) return [];
          return [
            `${subject.actorType} ${field.fieldKey} was sent ${long.length} characters, but reads "${read.slice(0, 60)}".`,
          ];
        },
        'It is.',
      ),
  },
  {
    id: 'normalisers',
    title: 'What the ERP does to texts, decimals and date-times',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      const seen = new Set<Normaliser>();
      let grainMs: number | undefined;
      const finding = await eachSubject(
        ctx,
        async (subject, fields) => {
          for (const normaliser of await textNormalisers(ctx, subject, textField(fields))) seen.add(normaliser);
          const double = fields.find(({ type }) => type === 'double');
          const decimal = '[F:1234567.890123]';
          const read = double === undefined ? undefined : await sent(ctx, subject, double.fieldKey, decimal);
          if (read !== undefined && !sameWire('double', read, decimal)) seen.add('round');
          grainMs = Math.max(grainMs ?? 0, await dateGrain(ctx, subject, fields)) || grainMs;
          return [];
        },
        'Measured.',
      );
      if (finding.status === 'skip') return finding;
      if (grainMs !== undefined && grainMs > 1) seen.add('dateGrain');
      const names = [...seen].join(', ') || 'nothing';
      const measured: Partial<CapabilityCard> = {
        normalisers: [...seen],
        ...(grainMs === undefined ? {} : { dateGrainMs: grainMs }),
      };
      return { ...finding, message: `It does: ${names}.`, measured };
    },
  },
];

async function textNormalisers(
  ctx: ConformanceContext,
  subject: Actor,
  field: FieldMetadata | undefined,
): Promise<readonly Normaliser[]> {
  if (field === undefined || !fits(field, 'aB  cD x')) return [];
  const seen: Normaliser[] = [];
  const probe = async (wire: string, became: (read: string) => boolean, normaliser: Normaliser): Promise<void> => {
    const read = await sent(ctx, subject, field.fieldKey, wire);
    if (read !== undefined && became(read)) seen.push(normaliser);
  };
  await probe(' aB ', (read) => read === read.trim(), 'trim');
  await probe('aBcD', (read) => read !== 'aBcD' && read.toLowerCase() === 'abcd', 'case');
  await probe('aB  cD', (read) => read.toLowerCase() === 'ab cd', 'whitespace');
  const { maxLength } = field;
  if (maxLength > 0 && maxLength < 1_000)
    await probe('x'.repeat(maxLength + 1), (read) => read.length === maxLength, 'cut');
  return seen;
}

/** 86,400,000 when only the date stays, 60,000 without seconds, 1,000 without fractions, 1 when milliseconds stay; 0 unknown. */
async function dateGrain(ctx: ConformanceContext, subject: Actor, fields: readonly FieldMetadata[]): Promise<number> {
  const field = fields.find(({ type }) => type === 'datetime');
  if (field === undefined) return 0;
  const wire = encodeValue('datetime', '2024-03-05T11:22:33.444');
  const read = decodeValue('datetime', (await sent(ctx, subject, field.fieldKey, wire)) ?? '');
  if (!read.ok || read.value === '') return 0;
  const time = read.value.slice('2024-03-05T'.length);
  if (time.startsWith('11:22:33.')) return 1;
  if (time === '11:22:33' || time === '11:22:34') return 1_000;
  return time.startsWith('11:22:') || time.startsWith('11:23:') ? 60_000 : 86_400_000;
}
