/** How much may be overwritten before a person is asked (H18). */
import type { BrakeCap, BrakeCaps } from '../model.ts';
import type { BrakeKey } from '../ports.ts';

export const defaultBrake: BrakeCaps = {
  blankings: { atLeast: 20, percent: 1 },
  sameValue: { atLeast: 100, percent: 10 },
  creates: { atLeast: 100, percent: 10 },
};

export const capOf = (caps: BrakeCaps, key: BrakeKey): BrakeCap => (key.value === '' ? caps.blankings : caps.sameValue);

/** Percent is of the connection's links; the floor keeps one change among one link from being all of them. */
export const allowed = (cap: BrakeCap, links: number): number =>
  Math.max(cap.atLeast, Math.floor((links * cap.percent) / 100));
