/**
 * A history from its seed. First people and workers go on side by side while things go wrong. Then it becomes quiet: no edits,
 * no faults, and cycle after cycle until a round writes nothing. What has not come right by then is wrong.
 */
import type { OpenBackend } from './backend/backend.ts';
import { diceFor } from './dice.ts';
import { endOf } from './end.ts';
import type { History } from './history.ts';
import { endLeases, restoreFields } from './mishaps.ts';
import { optionsFor, type Overrides } from './options.ts';
import { addRecords } from './records.ts';
import { beginSlice, type SliceEnd } from './slice.ts';
import { Stage, type WayToErp } from './stage.ts';
import { takeStep } from './steps.ts';
import { commitLate } from './users.ts';
import { setActive } from './wishes.ts';

export interface RunOptions {
  readonly backend: OpenBackend;
  readonly overrides?: Overrides;
  /** Absent: the ERPs are called in process. */
  readonly way?: WayToErp;
}

export async function runSeed(seed: number, { backend, overrides = {}, way }: RunOptions): Promise<History> {
  const options = optionsFor(seed, overrides);
  const stage = await Stage.open(options, backend, way);
  try {
    await addRecords(stage);
    if (diceFor(seed, 'begin').chance(0.5)) await calmBeginning(stage);
    const skipped = new Set(options.skip);
    for (let number = 0; number < options.steps; number += 1) if (!skipped.has(number)) await takeStep(stage, number);
    await comeToRest(stage);
    await quietRounds(stage);
    return { seed, options: { ...options }, events: stage.events, end: await endOf(stage) };
  } finally {
    await stage.backend.close();
  }
}

/** Half of the histories begin with everything linked and in step. */
async function calmBeginning(stage: Stage): Promise<void> {
  stage.quiet = true;
  for (const { place } of stage.erps) await workItOff(stage, place);
  for (const { place } of stage.erps) await workItOff(stage, place);
  stage.quiet = false;
}

/** Workers end as they would, the ERPs come to themselves. */
async function comeToRest(stage: Stage): Promise<void> {
  stage.clock.offMs = 0;
  for (const worker of stage.crew.live.filter(({ state }) => state === 'asleep')) {
    stage.crew.wake(worker);
    stage.record({ what: 'wake', worker: worker.name, connection: stage.idOf(worker.place) });
  }
  while (stage.crew.live.length > 0) {
    for (const worker of stage.crew.waiting) await stage.crew.finish(worker);
    await stage.crew.passTime(120_000);
  }
  await endLeases(stage);
  for (const erp of stage.erps) {
    commitLate(erp);
    restoreFields(stage, erp);
    if (!erp.active) await setActive(stage, erp, true);
    Object.assign(erp.world.behaviour, { pollLag: 0, searchLag: 0 });
  }
  stage.quiet = true;
  stage.record({ what: 'quiet' });
}

const mostRounds = 8;
const mostSlices = 50;
/** Longer than any wait of the engine: what is given up is tried again after a day. */
const roundMs = 25 * 3_600_000;

async function quietRounds(stage: Stage): Promise<void> {
  let still = 0;
  for (let number = 1; number <= mostRounds && still < 2; number += 1) {
    await stage.crew.passTime(roundMs);
    const before = stage.events.length;
    for (const { place } of inOrder(stage)) await workItOff(stage, place);
    const writes = stage.events
      .slice(before)
      .filter(({ what }) => what === 'crmWrite' || what === 'erpWrite' || what === 'erpCreate').length;
    stage.record({ what: 'round', number, writes });
    still = writes === 0 && !(await believesLater(stage)) && !(await looksLater(stage)) ? still + 1 : 0;
  }
}

/** An answer older than what was seen before is believed only when it was read several times (H10). */
const believesLater = async (stage: Stage): Promise<boolean> =>
  (await stage.backend.links()).some(
    ({ stale, state }) => stale !== undefined && (state === 'active' || state === 'failing' || state === 'parked'),
  );

/** A write of unknown outcome whose actor the ERP does not return counts as not done only when it was looked for several times (H23). */
const looksLater = async (stage: Stage): Promise<boolean> =>
  (await stage.backend.intents()).some(({ status }) => status === 'unknown');

const inOrder = (stage: Stage) =>
  stage.options.priority.flatMap((member) => (member === 'crm' ? [] : [stage.erpAt(member)]));

/** Slices of one connection, one after the other, until it has nothing more to do at once. */
async function workItOff(stage: Stage, place: number): Promise<void> {
  for (let slices = 0; slices < mostSlices; slices += 1) {
    let end: SliceEnd | undefined;
    const worker = await beginSlice(stage, place, (reached) => {
      end = reached;
    });
    await stage.crew.finish(worker);
    if (end?.more !== true) return;
  }
  stage.record({ what: 'bug', message: `Connection ${stage.idOf(place)} always had more to do.` });
}
