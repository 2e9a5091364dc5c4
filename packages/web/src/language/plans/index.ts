/** Words of plans. */
import { room } from '../room.ts';
import { plansLoaders } from './load.ts';

export type { PlansKey } from './load.ts';
export const usePlansWords = room(plansLoaders);
