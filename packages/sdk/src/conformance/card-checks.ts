/** What is neither right nor wrong, but must be known: how fine LastModified is and by which clock, how much a call may ask for. */
import { instant } from '../last-modified.ts';
import { ActorReader, isDone } from '../outcome.ts';
import type { ActorStream, CapabilityCard, ErpActorType } from '../types.ts';
import { type Check, CheckFailed, type Finding, pass, skip } from './check.ts';
import type { ConformanceContext } from './context.ts';

/** Fewer differing stamps may be round by chance. */
const enoughStamps = 4;
const quarterMs = 15 * 60_000;
/** The furthest zone, and summer time. */
const furthestMs = 15 * 3_600_000;
/** As many as the hub asks for at once when it knows no better. */
const manyKeys = 500;
/** A call of fewer says nothing of large ones. */
const fewKeys = 20;

export const measuringChecks: readonly Check[] = [
  {
    id: 'stamp-grain',
    title: 'How fine LastModified is',
    severity: 'measure',
    run: async (ctx) => {
      const stamps: string[] = [];
      for (const type of await ctx.types())
        for (const { lastModified } of (await ctx.everyone(type)).actors) stamps.push(lastModified);
      return grainFinding(stamps);
    },
  },
  {
    id: 'read-batch',
    title: 'How many actors a call may ask for, and how fast they come',
    severity: 'measure',
    async run(ctx) {
      const findings: Finding[] = [];
      for (const type of await ctx.types()) {
        const keys = (await ctx.everyone(type)).actors.slice(0, manyKeys).map(({ erpKey }) => erpKey);
        if (keys.length >= fewKeys) findings.push(await readBatch(ctx, type, keys));
      }
      const most = findings.toSorted(
        (a, b) => (a.measured?.readBatch ?? manyKeys) - (b.measured?.readBatch ?? manyKeys),
      );
      return most[0] ?? skip(`No type has ${fewKeys} actors.`);
    },
  },
];

export const writtenMeasures: readonly Check[] = [
  {
    id: 'stamp-clock',
    title: 'By which clock LastModified is given',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      for (const type of await ctx.types()) {
        const subject = await ctx.subject(type);
        if (subject !== undefined) return clockFinding((await ctx.fresh(subject)).lastModified, ctx.options.host.now());
      }
      return skip('No actor could be made.');
    },
  },
  {
    id: 'create-twice',
    title: 'What the same create makes when it is sent twice',
    severity: 'measure',
    writes: true,
    async run(ctx) {
      for (const type of await ctx.types()) {
        const actor = await ctx.newActor(type);
        if (actor === undefined) continue;
        const first = ctx.need(await ctx.connection.createActor(actor, ctx.call()), `createActor of ${type}`);
        const second = await ctx.connection.createActor(actor, ctx.call());
        if (!isDone(second))
          return pass(`The second is refused: ${second.reason.message}`, { createIsIdempotent: false });
        return second.value.erpKey === first.erpKey
          ? pass(`Both answer ${type} ${first.erpKey}.`, { createIsIdempotent: true })
          : pass(`Two of them, as with most ERPs: ${first.erpKey} and ${second.value.erpKey}.`, {
              createIsIdempotent: false,
            });
      }
      return skip('No actor could be made.');
    },
  },
];

/** From stamps that are dates; those of another kind are no clock. */
export function grainFinding(stamps: readonly string[]): Finding {
  const instants = [...new Set(stamps)].flatMap((stamp) => instant(stamp) ?? []);
  if (instants.length === 0) return skip('LastModified is no date and time.');
  if (instants.length < enoughStamps) return skip(`Only ${instants.length} different ones: too few to say.`);
  const multiples = [86_400_000, 3_600_000, 60_000, 1_000] as const;
  const whole = instants.every(({ fraction }) => fraction === '');
  const grain = whole ? multiples.find((size) => instants.every(({ ms }) => ms % size === 0)) : undefined;
  const lastModifiedGrainMs = grain ?? 1;
  const words: Record<number, string> = { 86_400_000: 'days', 3_600_000: 'hours', 60_000: 'minutes', 1_000: 'seconds' };
  return pass(
    grain === undefined ? 'Parts of a second.' : `Whole ${words[grain]}, in ${instants.length} different ones.`,
    { lastModifiedGrainMs },
  );
}

/** A stamp just given, against our clock: what differs by quarters of an hour is another zone. */
export function clockFinding(stamp: string, now: Date): Finding {
  const given = instant(stamp);
  if (given === undefined) return skip('LastModified is no date and time.');
  const aheadMs = given.ms - now.getTime();
  const lastModifiedAheadMs = Math.round(aheadMs / quarterMs) * quarterMs;
  if (Math.abs(aheadMs) > furthestMs)
    return {
      status: 'fail',
      message: `${stamp} was given just now, which is no zone's time (here it is ${now.toISOString()}). Set the ERP's clock.`,
    };
  return lastModifiedAheadMs === 0
    ? pass('UTC, as far as one look can tell.', { lastModifiedAheadMs })
    : {
        status: 'fail',
        message: `Local time, ${lastModifiedAheadMs / 3_600_000} hours from UTC: in autumn an hour comes twice. The hub polls an hour back; UTC would be better.`,
        measured: { lastModifiedAheadMs },
      };
}

/** Asks for all, and for half as many while that fails. */
async function readBatch(ctx: ConformanceContext, actorType: ErpActorType, keys: readonly string[]): Promise<Finding> {
  let why = '';
  for (let size = keys.length; size >= 1; size = Math.floor(size / 2)) {
    const began = performance.now();
    const wanted = { actorType, erpKeys: keys.slice(0, size), fieldKeys: await ctx.fieldKeys(actorType) };
    const outcome = await answered(ctx.connection.getActors(wanted, ctx.call()));
    if (typeof outcome === 'string') {
      why = outcome;
      continue;
    }
    const ms = Math.max(1, Math.round(performance.now() - began));
    const speed = `${size} ${actorType} actors in ${ms} ms.`;
    if (size === keys.length) return pass(speed);
    const measured: Partial<CapabilityCard> = { readBatch: size };
    return { status: 'fail', message: `${keys.length} at once fail (${why}); ${speed}`, measured };
  }
  throw new CheckFailed(`getActors of a single ${actorType} fails: ${why}`);
}

/** How many came, or why the stream did not end well. */
async function answered(stream: ActorStream): Promise<number | string> {
  const reading = new ActorReader(stream);
  let count = 0;
  for await (const _actor of reading) count += 1;
  const { end } = reading;
  return isDone(end) ? count : `${end.reason.code}: ${end.reason.message}`;
}
