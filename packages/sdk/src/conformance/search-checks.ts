import { actorMatcher, matchesText, operatorsFor } from '../restrictions.ts';
import { typesOf } from '../schema.ts';
import type { Actor, ErpActorType, FieldMetadata, FieldType, SearchRestriction } from '../types.ts';
import { decodeValue } from '../values.ts';
import { type Check, skip, verdict } from './check.ts';
import type { ConformanceContext } from './context.ts';

/** Values tried per field. */
const triedValues = 2;

export const searchChecks: readonly Check[] = [
  {
    id: 'search-text',
    title: 'Simple search finds an actor by a text it holds, in any case',
    severity: 'should',
    async run(ctx) {
      const problems: string[] = [];
      let tried = 0;
      for (const type of await ctx.types()) {
        const texts = (await ctx.fields(type)).filter((field) => field.type === 'text').map((field) => field.fieldKey);
        const actor = (await ctx.everyone(type)).actors.find((a) =>
          texts.some((key) => (a.fieldValues[key] ?? '') !== ''),
        );
        const text = texts.map((key) => actor?.fieldValues[key]?.trim() ?? '').find((value) => value !== '');
        if (actor === undefined || text === undefined) continue;
        tried++;
        for (const wanted of [text, text.toUpperCase(), text.toLowerCase()]) {
          const query = { actorType: type, text: wanted, fieldKeys: texts };
          const found = (await ctx.some(ctx.connection.search(query, ctx.call()), `search for "${wanted}"`)).actors;
          if (!found.some(({ erpKey }) => erpKey === actor.erpKey))
            problems.push(`${type} ${actor.erpKey} is not found by "${wanted}".`);
          const strange = found.find((other) => !matchesText(other, wanted, texts));
          if (strange !== undefined)
            problems.push(`${type} ${strange.erpKey} is found by "${wanted}", which none of its texts contains.`);
        }
      }
      return tried === 0 ? skip('No actor holds a text.') : verdict(problems, 'It does.');
    },
  },
  {
    id: 'search-parent',
    title: 'Search inside a parent finds its children and no others',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      let tried = 0;
      for (const type of await ctx.types()) {
        const { actors, complete } = await ctx.everyone(type);
        const child = actors.find((actor) => (actor.parentErpKey ?? '') !== '');
        if (child?.parentActorType === undefined || child.parentErpKey === undefined) continue;
        tried++;
        const parent = { actorType: child.parentActorType, erpKey: child.parentErpKey };
        const stream = ctx.connection.search({ actorType: type, text: '', fieldKeys: [], parent }, ctx.call());
        const found = await ctx.some(stream, `search inside ${parent.actorType} ${parent.erpKey}`);
        const expected = actors.filter(
          (a) => a.parentErpKey === parent.erpKey && a.parentActorType === parent.actorType,
        );
        problems.push(
          ...comparison(
            type,
            `inside ${parent.actorType} ${parent.erpKey}`,
            expected,
            found.actors,
            complete && found.complete,
          ),
        );
      }
      return tried === 0 ? skip('No actor has a parent.') : verdict(problems, `${tried} type(s) tried.`);
    },
  },
  {
    id: 'searchable-fields',
    title: 'Searchable fields are fields',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      let count = 0;
      for (const type of await ctx.types()) {
        const known = await ctx.fieldKeys(type);
        const searchable = await searchableOf(ctx, type);
        count += searchable.length;
        problems.push(...searchable.filter((key) => !known.includes(key)).map((key) => `${type} has no field ${key}.`));
      }
      return verdict(problems, count === 0 ? 'None: there is no advanced search.' : `${count} field(s).`);
    },
  },
  {
    id: 'search-equals',
    title: 'Advanced search finds an actor by the value it holds',
    severity: 'must',
    run: (ctx) =>
      advanced(
        ctx,
        (field, value) => [
          { fieldKey: field.fieldKey, operator: field.type === 'list' ? 'oneof' : '=', values: [value] },
        ],
        'holds',
      ),
  },
  {
    id: 'search-operators',
    title: 'Every operator answers what the operator table says',
    severity: 'should',
    run: (ctx) =>
      advanced(
        ctx,
        (field, value) =>
          operatorsFor(field.type).map((operator) => {
            const part = ['begins', 'notbegins'].includes(operator)
              ? value.slice(0, 3)
              : ['ends', 'notends', 'contains', 'notcontains'].includes(operator)
                ? value.slice(-3)
                : value;
            return { fieldKey: field.fieldKey, operator, values: operator === 'between' ? [part, part] : [part] };
          }),
        'agrees',
      ),
  },
  {
    id: 'search-by-parent-key',
    title: 'ParentErpKey restricts an advanced search',
    severity: 'should',
    async run(ctx) {
      const problems: string[] = [];
      let tried = 0;
      for (const type of await ctx.types()) {
        const { actors, complete } = await ctx.everyone(type);
        const parentErpKey = actors.find((actor) => (actor.parentErpKey ?? '') !== '')?.parentErpKey;
        if (parentErpKey === undefined || (await searchableOf(ctx, type)).length === 0) continue;
        tried++;
        const restrictions: SearchRestriction[] = [{ fieldKey: 'ParentErpKey', operator: '=', values: [parentErpKey] }];
        const stream = ctx.connection.searchAdvanced({ actorType: type, restrictions, fieldKeys: [] }, ctx.call());
        const found = await ctx.some(stream, `search by ParentErpKey ${parentErpKey}`);
        problems.push(
          ...comparison(
            type,
            `by ParentErpKey ${parentErpKey}`,
            actors.filter((a) => a.parentErpKey === parentErpKey),
            found.actors,
            complete && found.complete,
          ),
        );
      }
      return tried === 0 ? skip('No actor with a parent can be searched for.') : verdict(problems, 'It does.');
    },
  },
];

async function searchableOf(ctx: ConformanceContext, type: ErpActorType): Promise<readonly string[]> {
  return ctx.need(await ctx.connection.searchableFields(type, ctx.call()), `searchableFields of ${type}`);
}

/** Runs searches made from values that actors hold; `holds`: the actor is among them, `agrees`: exactly those that match. */
async function advanced(
  ctx: ConformanceContext,
  make: (field: FieldMetadata, value: string) => readonly SearchRestriction[],
  wanted: 'holds' | 'agrees',
) {
  const problems: string[] = [];
  let tried = 0;
  for (const type of await ctx.types()) {
    const fields = await ctx.fields(type);
    const searchable = await searchableOf(ctx, type);
    const { actors, complete } = await ctx.everyone(type);
    for (const field of fields.filter(({ fieldKey }) => searchable.includes(fieldKey))) {
      // What is no value of its type is told by the checks of values.
      const holders = actors
        .filter(({ fieldValues }) => isValue(field.type, fieldValues[field.fieldKey] ?? ''))
        .slice(0, triedValues);
      for (const holder of holders) {
        for (const restriction of make(field, holder.fieldValues[field.fieldKey] ?? '')) {
          // How finely date-times compare is the connector's choice: only the ends that all grains share are checked.
          if (wanted === 'agrees' && field.type === 'datetime') continue;
          tried++;
          const name = `by ${restriction.fieldKey} ${restriction.operator} ${restriction.values.join(' and ')}`;
          const query = { actorType: type, restrictions: [restriction], fieldKeys: [...searchable] };
          const found = await ctx.some(ctx.connection.searchAdvanced(query, ctx.call()), `search for ${type} ${name}`);
          const meets = actorMatcher(typesOf(fields), [restriction]);
          const expected = wanted === 'holds' ? [holder] : actors.filter(meets);
          problems.push(
            ...comparison(
              type,
              name,
              expected,
              found.actors,
              wanted === 'agrees' && complete && found.complete,
              found.complete,
            ),
          );
        }
      }
    }
  }
  return tried === 0
    ? skip('There is no advanced search, or nothing to search for.')
    : verdict(problems, `${tried} search(es).`);
}

function comparison(
  type: ErpActorType,
  name: string,
  expected: readonly Actor[],
  found: readonly Actor[],
  strangersCount: boolean,
  missingCount = strangersCount,
): readonly string[] {
  const foundKeys = new Set(found.map((actor) => actor.erpKey));
  const expectedKeys = new Set(expected.map((actor) => actor.erpKey));
  const missing = missingCount ? [...expectedKeys].filter((key) => !foundKeys.has(key)) : [];
  const strangers = strangersCount ? [...foundKeys].filter((key) => !expectedKeys.has(key)) : [];
  return [
    ...missing.slice(0, 1).map((key) => `${type} ${key} is not found ${name} (${missing.length} such).`),
    ...strangers
      .slice(0, 1)
      .map((key) => `${type} ${key} is found ${name}, but does not match (${strangers.length} such).`),
  ];
}

const isValue = (type: FieldType, wire: string): boolean => wire !== '' && decodeValue(type, wire).ok;
