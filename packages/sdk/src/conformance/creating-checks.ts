import { compareLastModified } from '../last-modified.ts';
import { isDone } from '../outcome.ts';
import type { Actor, ErpActorType } from '../types.ts';
import { type Check, type Finding, names, skip, verdict } from './check.ts';
import type { ConformanceContext } from './context.ts';
import { type Missing, whyMissing } from './card.ts';
import { sameWire } from './sent-values.ts';

/** What was there before the checks made an actor, read in time. */
async function before(
  ctx: ConformanceContext,
  type: ErpActorType,
): Promise<{ readonly keys: ReadonlySet<string>; readonly greatest: string }> {
  const { actors } = await ctx.everyone(type);
  return {
    keys: new Set(actors.map((actor) => actor.erpKey)),
    greatest: await ctx.greatest((await ctx.everyChange(type)).actors),
  };
}

/** Runs over the actor made of each type. */
async function eachSubject(
  ctx: ConformanceContext,
  check: (subject: Actor, type: ErpActorType) => Promise<readonly string[]>,
  message: string,
): Promise<Finding> {
  const problems: string[] = [];
  let made = 0;
  for (const type of await ctx.types()) {
    await before(ctx, type);
    const subject = await ctx.subject(type);
    if (subject === undefined) continue;
    made++;
    problems.push(...(await check(subject, type)));
  }
  return made === 0 ? skip('No actor could be made.') : verdict(problems, message);
}

export const creatingChecks: readonly Check[] = [
  {
    id: 'create',
    title: 'Create answers a new key and a LastModified greater than all before',
    severity: 'must',
    writes: true,
    async run(ctx) {
      return eachSubject(
        ctx,
        async ({ erpKey, lastModified }, type) => {
          const { keys, greatest } = await before(ctx, type);
          const kind = await ctx.lastModifiedKind([lastModified]);
          const problems: string[] = [];
          if (erpKey === '' || keys.has(erpKey))
            problems.push(
              `A new ${type} was answered with the key "${erpKey}", which is ${erpKey === '' ? 'empty' : 'taken'}.`,
            );
          if (lastModified === '') problems.push(`The new ${type} ${erpKey} was answered without LastModified.`);
          const order = greatest === '' ? 1 : compareLastModified(kind, lastModified, greatest);
          // Equal is a coarse clock, which the inclusive cursor covers; smaller is a change that is never seen.
          if (order === undefined || order < 0)
            problems.push(
              `The new ${type} ${erpKey} has LastModified ${lastModified}, not above ${greatest} of before.`,
            );
          return problems;
        },
        'It does.',
      );
    },
  },
  {
    id: 'create-readable',
    title: 'A created actor is read by key at once and holds what was answered',
    severity: 'must',
    writes: true,
    run: (ctx) =>
      eachSubject(
        ctx,
        async (subject, type) => {
          const read = await ctx.fresh(subject);
          const fields = await ctx.fields(type);
          const differing = fields.filter(({ fieldKey, type: fieldType }) => {
            const [a, b] = [subject.fieldValues[fieldKey], read.fieldValues[fieldKey]];
            return a !== undefined && b !== undefined && !sameWire(fieldType, a, b);
          });
          const problems = differing.map(
            ({ fieldKey }) =>
              `${type} ${subject.erpKey} ${fieldKey} was answered as "${subject.fieldValues[fieldKey]}", but reads "${read.fieldValues[fieldKey]}".`,
          );
          if ((subject.parentErpKey ?? '') !== (read.parentErpKey ?? ''))
            problems.push(`${type} ${subject.erpKey} reads another parent than was answered.`);
          return problems;
        },
        'It is.',
      ),
  },
  {
    id: 'create-polled',
    title: 'A created actor is among the changes',
    severity: 'must',
    writes: true,
    async run(ctx) {
      const missing: Missing[] = [];
      const finding = await eachSubject(
        ctx,
        async ({ erpKey, lastModified }, type) => {
          const { greatest } = await before(ctx, type);
          const answer = await ctx.changed(type, greatest);
          if (!answer.complete || answer.actors.some((actor) => actor.erpKey === erpKey)) return [];
          missing.push({ askedFrom: greatest, lastModified });
          return [
            `${type} ${erpKey} is not among the changes from ${greatest || 'the beginning'}. If they lag, declare pollsAreCurrent: false and an overlap.`,
          ];
        },
        'It is.',
      );
      return finding.status === 'fail' ? { ...finding, measured: whyMissing(missing) } : finding;
    },
  },
  {
    id: 'create-searched',
    title: 'A created actor is found by search at once',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      const finding = await eachSubject(
        ctx,
        async ({ erpKey }, type) => {
          const stream = ctx.connection.search({ actorType: type, text: '', fieldKeys: [] }, ctx.call());
          const found = await ctx.some(stream, `search for all ${type}`);
          return !found.complete || found.actors.some((actor) => actor.erpKey === erpKey)
            ? []
            : [`${type} ${erpKey} is not found yet.`];
        },
        'It is; declare searchIsComplete if the ERP guarantees it, since one look proves nothing.',
      );
      return finding.status === 'fail' ? { ...finding, measured: { searchIsComplete: false } } : finding;
    },
  },
  {
    id: 'create-parent',
    title: 'A child is created under the parent that was given',
    severity: 'must',
    writes: true,
    async run(ctx) {
      const problems: string[] = [];
      let tried = 0;
      for (const type of await ctx.types()) {
        const actor = await ctx.newActor(type);
        if (actor?.parentErpKey === undefined || actor.parentActorType === undefined) continue;
        tried++;
        const made = ctx.need(await ctx.connection.createActor(actor, ctx.call()), `createActor of ${type}`);
        const read = await ctx.fresh(made);
        if (read.parentErpKey !== actor.parentErpKey || read.parentActorType !== actor.parentActorType) {
          problems.push(
            `${type} ${made.erpKey} was created under ${actor.parentErpKey}, but reads "${read.parentErpKey ?? 'none'}".`,
          );
        }
        const parent = { actorType: actor.parentActorType, erpKey: actor.parentErpKey };
        const inside = ctx.connection.search({ actorType: type, text: '', fieldKeys: [], parent }, ctx.call());
        const found = await ctx.some(inside, 'search by parent');
        if (found.complete && !found.actors.some(({ erpKey }) => erpKey === made.erpKey))
          problems.push(`${type} ${made.erpKey} is not found inside its parent.`);
      }
      return tried === 0 ? skip('No type has parents.') : verdict(problems, 'It is.');
    },
  },
  {
    id: 'create-mandatory',
    title: 'Create without a mandatory field is refused, naming the field',
    severity: 'should',
    writes: true,
    async run(ctx) {
      const problems: string[] = [];
      let tried = 0;
      for (const type of await ctx.types()) {
        const field = (await ctx.fields(type)).find(
          ({ access, defaultValue }) => access === 'mandatory' && defaultValue === '',
        );
        const actor = field === undefined ? undefined : await ctx.newActor(type);
        if (field === undefined || actor === undefined) continue;
        tried++;
        const outcome = await ctx.connection.createActor(
          { ...actor, fieldValues: { ...actor.fieldValues, [field.fieldKey]: '' } },
          ctx.call(),
        );
        if (isDone(outcome)) problems.push(`${type} was created without ${field.fieldKey}, though it is mandatory.`);
        else if (outcome.status !== 'rejected')
          problems.push(`${type} without ${field.fieldKey} ended ${outcome.status}; answer rejected.`);
        else if (!names(outcome.reason, field.fieldKey))
          problems.push(`${type}: the refusal does not name ${field.fieldKey}, neither in reason.fields nor in words.`);
      }
      return tried === 0 ? skip('No field is mandatory.') : verdict(problems, 'Refused.');
    },
  },
];
