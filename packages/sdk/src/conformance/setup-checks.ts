import { checkConfig } from '../schema.ts';
import { erpActorTypes } from '../types.ts';
import { decodeValue } from '../values.ts';
import { type Check, names, pass, skip, verdict } from './check.ts';

const repeated = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, at) => texts.indexOf(text) !== at);

export const setupChecks: readonly Check[] = [
  {
    id: 'config-fields',
    title: 'Configuration fields have keys of their own and take the given configuration',
    severity: 'must',
    async run({ connector, options }) {
      const fields = connector.configFields();
      const problems = repeated(fields.map((field) => field.fieldKey)).map(
        (key) => `${key} occurs twice; name each field once.`,
      );
      const checked = checkConfig(fields, options.config);
      if (checked.status !== 'done') problems.push(checked.reason.message);
      return verdict(problems, `${fields.length} field(s).`);
    },
  },
  {
    id: 'config-test',
    title: 'testConfig accepts the given configuration, twice',
    severity: 'must',
    async run(ctx) {
      const { connector, options } = ctx;
      for (let n = 0; n < 2; n++)
        ctx.need(await connector.testConfig(options.config, options.host, ctx.call()), 'testConfig');
      return pass('Accepted.');
    },
  },
  {
    id: 'config-mandatory',
    title: 'testConfig refuses an empty configuration and names the field',
    severity: 'should',
    async run(ctx) {
      const { connector, options } = ctx;
      const mandatory = connector.configFields().filter((field) => field.access === 'mandatory');
      if (mandatory.length === 0) return skip('No configuration field is mandatory.');
      const outcome = await connector.testConfig({}, options.host, ctx.call());
      if (outcome.status !== 'rejected') return verdict([`It ended ${outcome.status}; answer rejected.`], '');
      const missing = mandatory.filter((field) => !names(outcome.reason, field.fieldKey));
      return verdict(
        missing.map((field) => `${field.fieldKey} is not named, neither in reason.fields nor in the sentence.`),
        'Refused, naming the fields.',
      );
    },
  },
  {
    id: 'connection-test',
    title: 'The connection works',
    severity: 'must',
    async run(ctx) {
      ctx.need(await ctx.connection.test(ctx.call()), 'test');
      return pass('It does.');
    },
  },
  {
    id: 'actor-types',
    title: "Actor types are the protocol's, each once",
    severity: 'must',
    async run(ctx) {
      const types = await ctx.types();
      const known: readonly string[] = erpActorTypes;
      const problems = types
        .filter((type) => !known.includes(type))
        .map((type) => `${type} is not an actor type of the protocol.`);
      problems.push(...repeated(types).map((type) => `${type} occurs twice.`));
      if (types.length === 0) problems.push('There are none, so nothing can be mapped.');
      return verdict(problems, `${types.join(', ')}.`);
    },
  },
  {
    id: 'fields',
    title: 'Every field is well described',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      let count = 0;
      for (const type of await ctx.types()) {
        const fields = await ctx.fields(type);
        count += fields.length;
        if (fields.length === 0) problems.push(`${type} has no fields.`);
        problems.push(...repeated(fields.map((field) => field.fieldKey)).map((key) => `${type} ${key} occurs twice.`));
        for (const field of fields) {
          const { fieldKey, maxLength, listName, defaultValue } = field;
          if (fieldKey === '') problems.push(`${type} has a field without a key.`);
          if (!Number.isInteger(maxLength) || maxLength < 0)
            problems.push(`${type} ${fieldKey} has the maximum length ${maxLength}; use 0 for none.`);
          if ((field.type === 'list') !== (listName !== ''))
            problems.push(`${type} ${fieldKey}: a list field, and only that, names its list.`);
          const decoded = decodeValue(field.type, defaultValue);
          if (!decoded.ok) problems.push(`${type} ${fieldKey} has a default that is none: ${decoded.reason.message}`);
        }
      }
      return verdict(problems, `${count} field(s).`);
    },
  },
  {
    id: 'lists',
    title: 'Every list that a field names is answered, also item by item',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      const names = new Set<string>();
      for (const type of await ctx.types())
        for (const field of await ctx.fields(type)) if (field.type === 'list') names.add(field.listName);
      if (names.size === 0) return skip('No field is a list.');
      for (const name of names) {
        const whole = await ctx.list(name);
        const keys = [...whole.keys()].slice(0, 2);
        const outcome = await ctx.connection.getList(name, [...keys, 'no such item ~'], ctx.call());
        const some = ctx.need(outcome, `items of list ${name}`);
        if (some.size !== keys.length || keys.some((key) => some.get(key) !== whole.get(key))) {
          problems.push(
            `${name}: asked for ${keys.join(', ')} and an unknown item, it answered ${[...some.keys()].join(', ') || 'nothing'}.`,
          );
        }
        if ([...whole.keys()].includes(''))
          problems.push(`${name} has an item with an empty key, which means "no value".`);
      }
      return verdict(problems, `${names.size} list(s).`);
    },
  },
  {
    id: 'list-filled',
    title: 'Lists are not empty, and actors hold items of them',
    severity: 'should',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const fields = (await ctx.fields(type)).filter((field) => field.type === 'list');
        for (const { fieldKey, listName } of fields) {
          const items = await ctx.list(listName);
          if (items.size === 0) problems.push(`${listName} is empty, so ${type} ${fieldKey} cannot be mapped.`);
          for (const { erpKey, fieldValues } of (await ctx.everyone(type)).actors) {
            const item = fieldValues[fieldKey] ?? '';
            if (item !== '' && !items.has(item))
              problems.push(`${type} ${erpKey} ${fieldKey} holds "${item}", which the list lacks.`);
          }
        }
      }
      return verdict(problems, 'Every item found is listed.');
    },
  },
];
