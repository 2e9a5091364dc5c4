import { compareLastModified } from '../last-modified.ts';
import { type Check, skip, verdict } from './check.ts';
import { isUnsortableDate } from './culture-checks.ts';

export const cursorChecks: readonly Check[] = [
  {
    id: 'last-modified',
    title: 'LastModified is given and of one kind throughout',
    severity: 'must',
    async run(ctx) {
      const kind = await ctx.lastModifiedKind();
      const problems: string[] = [];
      const stamps = new Set<string>();
      let count = 0;
      for (const type of await ctx.types()) {
        for (const { erpKey, lastModified } of (await ctx.everyone(type)).actors) {
          count++;
          stamps.add(lastModified);
          if (compareLastModified(kind, lastModified, lastModified) === undefined) {
            problems.push(`${type} ${erpKey} has LastModified "${lastModified}", but most are of kind ${kind}.`);
          }
        }
      }
      if (count === 0) return skip('There are no actors.');
      const unsortable = kind === 'ordinal' ? [...stamps].find(isUnsortableDate) : undefined;
      if (unsortable !== undefined)
        problems.push(
          `"${unsortable}" is a date that is not greater as text when it is later, so changes are lost. Send 2026-12-31T23:59:59.`,
        );
      return verdict(problems, `Kind ${kind}; ${stamps.size} different ones among ${count} actors.`, {
        lastModifiedKind: kind,
      });
    },
  },
  {
    id: 'all-changes',
    title: 'Changes from the beginning are all actors',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const found = await ctx.everyone(type);
        const changed = await ctx.everyChange(type);
        if (!found.complete || !changed.complete) continue;
        const changedKeys = new Set(changed.actors.map((actor) => actor.erpKey));
        const foundKeys = new Set(found.actors.map((actor) => actor.erpKey));
        for (const key of foundKeys)
          if (!changedKeys.has(key))
            problems.push(`${type} ${key} is found by search, but is no change from the beginning.`);
        for (const key of changedKeys)
          if (!foundKeys.has(key))
            problems.push(`${type} ${key} is a change from the beginning, but an empty search lacks it.`);
      }
      return verdict(problems, 'They are.');
    },
  },
  {
    id: 'cursor-inclusive',
    title: 'A cursor includes what changed at it, all that came later and nothing earlier',
    severity: 'must',
    async run(ctx) {
      const kind = await ctx.lastModifiedKind();
      const problems: string[] = [];
      let [tried, inclusive] = [false, true];
      for (const type of await ctx.types()) {
        const { actors, complete } = await ctx.everyChange(type);
        const sorted = actors.toSorted((a, b) => compareLastModified(kind, a.lastModified, b.lastModified) ?? 0);
        const places = [0, Math.floor(sorted.length / 2), sorted.length - 1];
        for (const cursor of new Set(places.flatMap((at) => sorted[at]?.lastModified ?? []))) {
          const answer = await ctx.changed(type, cursor);
          const keys = new Set(answer.actors.map((actor) => actor.erpKey));
          for (const actor of answer.actors) {
            if ((compareLastModified(kind, actor.lastModified, cursor) ?? 0) < 0)
              problems.push(
                `${type} ${actor.erpKey} (${actor.lastModified}) is answered from ${cursor}, though earlier.`,
              );
          }
          if (!complete || !answer.complete) continue;
          tried = true;
          for (const actor of sorted) {
            const order = compareLastModified(kind, actor.lastModified, cursor) ?? -1;
            if (order < 0 || keys.has(actor.erpKey)) continue;
            if (order === 0) inclusive = false;
            problems.push(
              `${type} ${actor.erpKey} (${actor.lastModified}) is missing from ${cursor}: the cursor must be inclusive.`,
            );
          }
        }
      }
      return verdict(problems, 'It does.', tried ? { cursorIsInclusive: inclusive } : undefined);
    },
  },
  {
    id: 'cursor-repeats',
    title: 'The same cursor gives the same rows again',
    severity: 'must',
    async run(ctx) {
      const problems: string[] = [];
      for (const type of await ctx.types()) {
        const { actors } = await ctx.everyChange(type);
        const cursor = actors[Math.floor(actors.length / 2)]?.lastModified;
        if (cursor === undefined) continue;
        const [first, second] = [await ctx.changed(type, cursor), await ctx.changed(type, cursor)];
        const keys = (from: typeof first): string =>
          from.actors
            .map((actor) => `${actor.erpKey} ${actor.lastModified}`)
            .toSorted()
            .join('\n');
        if (keys(first) !== keys(second)) problems.push(`${type}: two reads from ${cursor} differ (H32).`);
      }
      return verdict(problems, 'It does.');
    },
  },
];
