import { compareLastModified } from '../last-modified.ts';
import { isDone } from '../outcome.ts';
import type { Actor, FieldMetadata } from '../types.ts';
import { type Check, type Finding, skip, verdict } from './check.ts';
import type { ConformanceContext } from './context.ts';
import { type Missing, whyMissing } from './card.ts';
import { textField, writable } from './sample-values.ts';
import { sameWire, save } from './sent-values.ts';

/** Runs over the actor made of each type that has a text to save, read fresh. */
async function eachSaved(
  ctx: ConformanceContext,
  check: (subject: Actor, field: FieldMetadata, fields: readonly FieldMetadata[]) => Promise<readonly string[]>,
  message: string,
): Promise<Finding> {
  const problems: string[] = [];
  let tried = 0;
  for (const type of await ctx.types()) {
    const fields = await ctx.fields(type);
    const field = textField(fields);
    const subject = field === undefined ? undefined : await ctx.subject(type);
    if (field === undefined || subject === undefined) continue;
    tried++;
    problems.push(...(await check(await ctx.fresh(subject), field, fields)));
  }
  return tried === 0 ? skip('No actor with a writable text could be made.') : verdict(problems, message);
}

const fitting = (ctx: ConformanceContext, field: FieldMetadata): string =>
  field.maxLength > 0 ? ctx.unique().slice(-field.maxLength) : ctx.unique();

/** Saves once more the values the actor was created with; answers what it then holds. */
async function fill(ctx: ConformanceContext, subject: Actor, fields: readonly FieldMetadata[]): Promise<Actor> {
  const created = await ctx.subject(subject.actorType);
  const values = writable(fields).map(({ fieldKey }) => [fieldKey, created?.fieldValues[fieldKey] ?? ''] as const);
  await save(ctx, subject, Object.fromEntries(values.filter(([, value]) => value !== '')));
  return ctx.fresh(subject);
}

export const savingChecks: readonly Check[] = [
  {
    id: 'save',
    title: 'A save answers the saved actor, and raises its LastModified',
    severity: 'must',
    writes: true,
    async run(ctx) {
      return eachSaved(
        ctx,
        async (subject, { fieldKey }) => {
          const name = `${subject.actorType} ${subject.erpKey}`;
          const text = (subject.fieldValues[fieldKey] ?? '').split('').toReversed().join('');
          const result = await save(ctx, subject, { [fieldKey]: text });
          if (result.status !== 'saved') return [`${name} ${fieldKey} was not saved but ${result.status}.`];
          const read = await ctx.fresh(subject);
          const kind = await ctx.lastModifiedKind([subject.lastModified, read.lastModified]);
          const problems: string[] = [];
          if (!sameWire('text', read.fieldValues[fieldKey] ?? '', result.actor.fieldValues[fieldKey] ?? ''))
            problems.push(`${name} ${fieldKey} reads otherwise than the save answered.`);
          // Equal is allowed for a coarse clock: the inclusive cursor still sees it.
          if ((compareLastModified(kind, read.lastModified, subject.lastModified) ?? -1) < 0)
            problems.push(`${name} had LastModified ${subject.lastModified}, and after a change ${read.lastModified}.`);
          return problems;
        },
        'It does.',
      );
    },
  },
  {
    id: 'save-polled',
    title: 'A saved actor is among the changes with its new value',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      const missing: Missing[] = [];
      const finding = await eachSaved(
        ctx,
        async (subject, field) => {
          await save(ctx, subject, { [field.fieldKey]: fitting(ctx, field) });
          const read = await ctx.fresh(subject);
          const answer = await ctx.changed(subject.actorType, subject.lastModified);
          const polled = answer.actors.find((actor) => actor.erpKey === subject.erpKey);
          if (answer.complete && polled === undefined)
            missing.push({ askedFrom: subject.lastModified, lastModified: read.lastModified });
          const current = polled?.fieldValues[field.fieldKey] === read.fieldValues[field.fieldKey];
          return current || !answer.complete
            ? []
            : [
                `${subject.actorType} ${subject.erpKey} ${field.fieldKey} is polled ${polled === undefined ? 'not at all' : 'with an old value'}.`,
              ];
        },
        'It is; declare pollsAreCurrent if the ERP guarantees it, since one look proves nothing.',
      );
      if (finding.status !== 'fail') return finding;
      return { ...finding, measured: { pollsAreCurrent: false, ...whyMissing(missing) } };
    },
  },
  {
    id: 'save-some',
    title: 'A save of some fields leaves the others alone',
    severity: 'should',
    writes: true,
    async run(ctx) {
      const finding = await eachSaved(
        ctx,
        async (subject, field, fields) => {
          // Earlier saves may have blanked the others already, so all are filled first, in one save.
          const others = writable(fields).filter((other) => other.fieldKey !== field.fieldKey);
          const full = await fill(ctx, subject, fields);
          await save(ctx, subject, { [field.fieldKey]: fitting(ctx, field) });
          const { fieldValues } = await ctx.fresh(subject);
          return others
            .filter(
              ({ fieldKey, type }) => !sameWire(type, full.fieldValues[fieldKey] ?? '', fieldValues[fieldKey] ?? ''),
            )
            .map(
              (other) => `Saving ${field.fieldKey} changed ${subject.actorType} ${subject.erpKey} ${other.fieldKey}.`,
            );
        },
        'It does.',
      );
      if (finding.status === 'skip') return finding;
      return { ...finding, measured: { partialSave: finding.status === 'pass' } };
    },
  },
  {
    id: 'save-again',
    title: 'Saving the same again changes no value',
    severity: 'must',
    writes: true,
    run: (ctx) =>
      eachSaved(
        ctx,
        async (subject, field, fields) => {
          const values = { [field.fieldKey]: subject.fieldValues[field.fieldKey] ?? '' };
          for (let n = 0; n < 2; n++) {
            const result = await save(ctx, subject, values);
            if (result.status !== 'saved')
              return [`${subject.actorType} ${subject.erpKey}: saving its own ${field.fieldKey} was ${result.status}.`];
          }
          const read = await ctx.fresh(subject);
          return fields
            .filter(
              ({ fieldKey, type }) =>
                !sameWire(type, subject.fieldValues[fieldKey] ?? '', read.fieldValues[fieldKey] ?? ''),
            )
            .map(
              ({ fieldKey }) =>
                `${subject.actorType} ${subject.erpKey} ${fieldKey} changed when the same was saved again.`,
            );
        },
        'It does not.',
      ),
  },
  {
    id: 'save-expected',
    title: 'A save that expected another value answers moved and writes nothing',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      let compares = true;
      const finding = await eachSaved(
        ctx,
        async (subject, field) => {
          const { fieldKey } = field;
          const [wanted, wrong] = [fitting(ctx, field), fitting(ctx, field)];
          const result = await save(ctx, subject, { [fieldKey]: wanted }, { [fieldKey]: wrong });
          if (result.status === 'saved') compares = false;
          if (result.status !== 'moved') return [];
          const after = (await ctx.fresh(subject)).fieldValues[fieldKey];
          const problems =
            after === subject.fieldValues[fieldKey]
              ? []
              : [`${subject.erpKey} ${fieldKey} was written though moved was answered.`];
          const right = await save(
            ctx,
            subject,
            { [fieldKey]: wanted },
            { [fieldKey]: subject.fieldValues[fieldKey] ?? '' },
          );
          return right.status === 'saved'
            ? problems
            : [...problems, `${subject.erpKey} ${fieldKey} was ${right.status} though it held what was expected.`];
        },
        'Tried.',
      );
      if (finding.status === 'skip') return finding;
      const measured = { comparesExpected: compares && finding.status === 'pass' };
      const message = compares
        ? finding.message
        : 'Expected values are not compared: an ERP user’s edit in the last moment can be overwritten (H37).';
      return { ...finding, message: finding.status === 'fail' ? finding.message : message, measured };
    },
  },
  {
    id: 'save-unknown-key',
    title: 'A change for an unknown key fails alone',
    severity: 'must',
    writes: true,
    run: (ctx) =>
      eachSaved(
        ctx,
        async (subject, field) => {
          const { actorType, erpKey } = subject;
          const { fieldKey } = field;
          const text = fitting(ctx, field);
          const gone = 'no such key ~ 0';
          const fieldValues = { [fieldKey]: text };
          const outcome = await ctx.connection.saveActors(
            [
              { actorType, erpKey: gone, fieldValues },
              { actorType, erpKey, fieldValues },
            ],
            ctx.call(),
          );
          // A batch refused as a whole is halved by the hub (H31): slow, but nothing is lost.
          if (outcome.status === 'rejected') return [];
          if (!isDone(outcome))
            return [`A batch with an unknown ${actorType} ended ${outcome.status}; answer rejected for that one.`];
          const confirmed = outcome.value.some((r) => r.status !== 'rejected' && r.actor.erpKey === gone);
          const problems = confirmed ? [`The unknown ${actorType} "${gone}" was answered as if it existed.`] : [];
          const good = outcome.value.some((r) => r.status === 'saved' && r.actor.erpKey === erpKey);
          const strangers = outcome.value.filter(
            (r) => ![gone, erpKey].includes(r.status === 'rejected' ? r.erpKey : r.actor.erpKey),
          );
          if (!good) problems.push(`${actorType} ${erpKey} was not saved because another of its batch is unknown.`);
          if (strangers.length > 0) problems.push('Results were answered for keys that were not sent.');
          return problems;
        },
        'It does.',
      ),
  },
  {
    id: 'save-read-only',
    title: 'A read-only field is not written',
    severity: 'should',
    writes: true,
    run: (ctx) =>
      eachSaved(
        ctx,
        async (subject, _field, fields) => {
          const field =
            fields.find(({ access, type }) => access === 'readOnly' && type === 'text') ??
            fields.find(({ access, type }) => access === 'readOnly' && type === 'double');
          if (field === undefined) return [];
          await save(ctx, subject, { [field.fieldKey]: field.type === 'text' ? fitting(ctx, field) : '[F:98765.4]' });
          const read = await ctx.fresh(subject);
          return sameWire(field.type, read.fieldValues[field.fieldKey] ?? '', subject.fieldValues[field.fieldKey] ?? '')
            ? []
            : [`${subject.actorType} ${subject.erpKey} ${field.fieldKey} is described as read-only, but was written.`];
        },
        'It is not.',
      ),
  },
];
