/** One step of a history: time passes, somebody does something or something goes wrong, and workers get on for a while. */
import type { Dice } from './dice.ts';
import { diceFor } from './dice.ts';
import { endLeases, kill, loseField, setClock, fallAsleep, stampAhead, stop, wake } from './mishaps.ts';
import type { Trouble } from './options.ts';
import { beginSlice } from './slice.ts';
import type { Stage } from './stage.ts';
import {
  addToCrm,
  addToErp,
  commitLate,
  editBothAlike,
  editCrm,
  editErp,
  mergeInCrm,
  removeFromCrm,
  removeFromErp,
  someErp,
} from './users.ts';
import {
  answerHeld,
  changeMapping,
  createInErp,
  linkByHand,
  resync,
  switchActive,
  syncNow,
  undo,
  unlink,
  useOther,
  wholeCycle,
} from './wishes.ts';

type Act = (stage: Stage, dice: Dice) => Promise<void> | void;

/** What may happen, how often, and in which trouble only. */
const acts: Readonly<Record<string, { readonly act: Act; readonly weight: number; readonly in?: Trouble }>> = {
  editCrm: { act: editCrm, weight: 30 },
  editErp: { act: editErp, weight: 30 },
  editBothAlike: { act: editBothAlike, weight: 2 },
  addToCrm: { act: addToCrm, weight: 4 },
  addToErp: { act: addToErp, weight: 2 },
  removeFromCrm: { act: removeFromCrm, weight: 1 },
  removeFromErp: { act: removeFromErp, weight: 1 },
  mergeInCrm: { act: mergeInCrm, weight: 1 },
  linkByHand: { act: linkByHand, weight: 4 },
  createInErp: { act: createInErp, weight: 3 },
  unlink: { act: unlink, weight: 2 },
  syncNow: { act: syncNow, weight: 3 },
  wholeCycle: { act: wholeCycle, weight: 1 },
  resync: { act: resync, weight: 1 },
  undo: { act: undo, weight: 2 },
  useOther: { act: useOther, weight: 2 },
  changeMapping: { act: changeMapping, weight: 1 },
  switchActive: { act: switchActive, weight: 1 },
  commitLate: { act: (stage, dice) => commitLate(someErp(stage, dice)), weight: 8, in: 'late' },
  kill: { act: kill, weight: 8, in: 'kill' },
  sleep: { act: fallAsleep, weight: 6, in: 'sleep' },
  wake: { act: wake, weight: 6, in: 'sleep' },
  stop: { act: stop, weight: 4, in: 'stop' },
  setClock: { act: setClock, weight: 3, in: 'clock' },
  loseField: { act: loseField, weight: 3, in: 'vanish' },
  stampAhead: { act: stampAhead, weight: 2, in: 'aheadStamp' },
  answerHeld: { act: answerHeld, weight: 8, in: 'brake' },
};

export async function takeStep(stage: Stage, number: number): Promise<void> {
  const { seed } = stage.options;
  const dice = diceFor(seed, 'step', number);
  stage.faultDice = diceFor(seed, 'step faults', number);
  stage.engineDice = diceFor(seed, 'engine', number);
  await letTimePass(stage, dice);
  const chosen = dice.weighted(Object.entries(acts).map(([name, act]) => [name, weightOf(stage, act)] as const));
  if (chosen !== undefined) await acts[chosen]?.act(stage, dice);
  if (dice.chance(0.4)) await endLeases(stage);
  await letWork(stage, dice);
}

const weightOf = (stage: Stage, act: { readonly weight: number; readonly in?: Trouble }): number =>
  act.in === undefined || stage.has(act.in) ? act.weight : 0;

async function letTimePass(stage: Stage, dice: Dice): Promise<void> {
  const pause = dice.weighted([
    ['moment', 70],
    ['interval', 20],
    ['minutes', 8],
    ['long', 2],
  ] as const);
  const ms = { moment: dice.between(0, 3_000), interval: 10_000, minutes: 70_000, long: 20 * 60_000 }[
    pause ?? 'moment'
  ];
  await stage.crew.passTime(ms);
}

/** Beginnings of turns in one step: a connection that backs off takes no more than a few. */
const mostTurns = 3;

/** Workers take so many steps of their own, mostly one worker at a time. */
async function letWork(stage: Stage, dice: Dice): Promise<void> {
  const parallel = stage.has('parallel');
  let current = dice.pick(stage.crew.waiting);
  let turns = 0;
  for (let left = dice.chance(0.15) ? 120 : dice.between(0, 20); left > 0; left -= 1) {
    const idle = stage.crew.live.every(({ state }) => state === 'hanging' || state === 'asleep');
    if (turns < mostTurns && (idle || (parallel && dice.chance(0.03)))) {
      current = await beginSlice(stage, dice.between(0, stage.erps.length - 1));
      turns += 1;
    }
    if (current?.state !== 'waiting' || (parallel && dice.chance(0.2))) current = dice.pick(stage.crew.waiting);
    if (current === undefined) return;
    await stage.crew.advance(current);
  }
}
