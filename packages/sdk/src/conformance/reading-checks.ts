import { readInCulture } from '../culture/index.ts';
import type { Actor } from '../types.ts';
import { decodeValue, encodeValue } from '../values.ts';
import { type Check, skip, verdict } from './check.ts';
import { cultureFound } from './culture-checks.ts';

const maxKeyLength = 254;
/** Keys asked for at a time. */
const fewActors = 20;
const unknownKey = 'no such key ~ 0';

export const readingChecks: readonly Check[] = [
  {
    id: 'keys',
    title: 'Keys are given, short enough, once each, and the same when read again',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const { actors } = await ctx.everyone(type);
        const seen = new Set<string>();
        for (const { erpKey, actorType } of actors) {
          if (erpKey === '') problems.push(`A ${type} has an empty key.`);
          if (erpKey.length > maxKeyLength)
            problems.push(`${type} ${erpKey.slice(0, 30)}… has a key over ${maxKeyLength} characters.`);
          if (seen.has(erpKey)) problems.push(`${type} ${erpKey} is answered twice.`);
          if (actorType !== type) problems.push(`${type} ${erpKey} is answered as ${actorType}.`);
          seen.add(erpKey);
        }
        const again = await ctx.some(
          ctx.connection.search({ actorType: type, text: '', fieldKeys: [] }, ctx.call()),
          'the second search',
        );
        for (const { erpKey } of again.actors)
          if (!seen.has(erpKey)) problems.push(`${type} ${erpKey} was not there a moment ago: keys must be stable.`);
      }
      return verdict(problems, 'Stable.');
    },
  },
  {
    id: 'same-everywhere',
    title: 'An actor has the same values by key, by search and by change',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const found = (await ctx.everyone(type)).actors.slice(0, fewActors);
        const byKey = new Map(
          (
            await ctx.byKey(
              type,
              found.map((a) => a.erpKey),
            )
          ).map((a) => [a.erpKey, a]),
        );
        const changed = new Map((await ctx.everyChange(type)).actors.map((a) => [a.erpKey, a]));
        for (const actor of found) {
          const same = byKey.get(actor.erpKey);
          if (same === undefined) problems.push(`getActors lacks ${type} ${actor.erpKey}, which search finds.`);
          else problems.push(...differences(actor, same, 'getActors'));
          const polled = changed.get(actor.erpKey);
          if (polled !== undefined) problems.push(...differences(actor, polled, 'getChangedActors'));
        }
      }
      return verdict(problems, 'The same.');
    },
  },
  {
    id: 'unknown-key',
    title: 'An unknown key is left out, not an error; no keys give no actors',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const known = (await ctx.everyone(type)).actors[0];
        const asked = known === undefined ? [unknownKey] : [unknownKey, known.erpKey];
        const keys = (await ctx.byKey(type, asked)).map((actor) => actor.erpKey);
        if (keys.includes(unknownKey)) problems.push(`${type}: the key "${unknownKey}" was answered.`);
        if (known !== undefined && keys.length !== 1)
          problems.push(`${type}: beside an unknown key, ${known.erpKey} was answered ${keys.length} times.`);
        if ((await ctx.byKey(type, [])).length > 0)
          problems.push(`${type}: actors were answered though no key was asked for.`);
      }
      return verdict(problems, 'Left out.');
    },
  },
  {
    id: 'unknown-field',
    title: 'An unknown field is left out, not an error, and only fields asked for are answered',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const known = (await ctx.everyone(type)).actors[0];
        const [field] = await ctx.fieldKeys(type);
        if (known === undefined || field === undefined) continue;
        const [actor] = await ctx.byKey(type, [known.erpKey], [field, 'NoSuchField~']);
        const extra = Object.keys(actor?.fieldValues ?? {}).filter((key) => key !== field);
        if (actor === undefined)
          problems.push(`${type} ${known.erpKey} is not answered when an unknown field is asked for.`);
        if (extra.length > 0)
          problems.push(`${type}: asked for ${field}, it also answered ${extra.slice(0, 5).join(', ')}.`);
      }
      return verdict(problems, 'Left out.');
    },
  },
  {
    id: 'readable-values',
    title: 'Every value is one of its type',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      // What a culture reads is told by a check of its own: it hurts until the connection's culture is set.
      const culture = (await cultureFound(ctx))?.fitting[0];
      for (const type of await ctx.types()) {
        const fields = await ctx.fields(type);
        for (const { erpKey, fieldValues } of (await ctx.everyone(type)).actors) {
          for (const field of fields) {
            const wire = fieldValues[field.fieldKey] ?? '';
            const read = culture === undefined ? wire : (readInCulture(culture, field.type, wire) ?? wire);
            const decoded = decodeValue(field.type, read);
            if (!decoded.ok) problems.push(`${type} ${erpKey} ${field.fieldKey}: ${decoded.reason.message}`);
          }
        }
      }
      return verdict(problems, 'All are.');
    },
  },
  {
    id: 'encoded-values',
    title: 'Values are encoded as the protocol writes them and fit their length',
    severity: 'should',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const fields = await ctx.fields(type);
        for (const { erpKey, fieldValues } of (await ctx.everyone(type)).actors) {
          for (const field of fields) {
            const wire = fieldValues[field.fieldKey] ?? '';
            const decoded = decodeValue(field.type, wire);
            if (!decoded.ok) continue;
            const encoded = encodeValue(field.type, decoded.value);
            if (encoded !== wire)
              problems.push(
                `${type} ${erpKey} ${field.fieldKey} is "${wire}"; write ${encoded || 'the empty string'}.`,
              );
            if (field.type === 'text' && field.maxLength > 0 && wire.length > field.maxLength)
              problems.push(`${type} ${erpKey} ${field.fieldKey} is longer than its ${field.maxLength}.`);
          }
        }
      }
      return verdict(problems, 'They are.');
    },
  },
  {
    id: 'blanks',
    title: 'A blank field is answered as the empty string rather than left out',
    severity: 'measure',
    async run(ctx) {
      let absent = 0;
      let blank = 0;
      for (const type of await ctx.types()) {
        const keys = await ctx.fieldKeys(type);
        for (const { fieldValues } of (await ctx.everyone(type)).actors) {
          for (const key of keys) {
            if (fieldValues[key] === undefined) absent++;
            else if (fieldValues[key] === '') blank++;
          }
        }
      }
      if (absent === 0 && blank === 0) return skip('No blank field was met.');
      // Both at once cannot be trusted: then absent stays "not observed" (H05).
      return verdict([], `${blank} blank, ${absent} left out.`, { omitsBlanks: absent > 0 && blank === 0 });
    },
  },
  {
    id: 'parents',
    title: 'Parents exist and can be read by their key',
    severity: 'should',
    async run(ctx) {
      const problems: string[] = [];
      let children = 0;
      const types = await ctx.types();
      for (const type of types) {
        for (const { erpKey, parentActorType, parentErpKey } of (await ctx.everyone(type)).actors.slice(0, fewActors)) {
          if (parentErpKey === undefined || parentErpKey === '') continue;
          children++;
          if (parentActorType === undefined || !types.includes(parentActorType))
            problems.push(`${type} ${erpKey} has a parent of type ${parentActorType ?? 'unknown'}.`);
          else if ((await ctx.byKey(parentActorType, [parentErpKey], [])).length !== 1)
            problems.push(`${type} ${erpKey}: ${parentActorType} ${parentErpKey} is not found.`);
        }
      }
      return children === 0 ? skip('No actor has a parent.') : verdict(problems, `${children} parent(s) found.`);
    },
  },
];

function differences(a: Actor, b: Actor, where: string): readonly string[] {
  const name = `${a.actorType} ${a.erpKey}`;
  const problems = Object.keys({ ...a.fieldValues, ...b.fieldValues })
    .filter((key) => a.fieldValues[key] !== b.fieldValues[key])
    .map(
      (key) =>
        `${name} ${key} is "${a.fieldValues[key] ?? 'absent'}" in search, but "${b.fieldValues[key] ?? 'absent'}" in ${where}.`,
    );
  if (a.lastModified !== b.lastModified)
    problems.push(`${name} has LastModified ${a.lastModified} in search, but ${b.lastModified} in ${where}.`);
  if (a.parentErpKey !== b.parentErpKey) problems.push(`${name} has another parent in ${where}.`);
  return problems;
}
