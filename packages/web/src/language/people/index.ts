/** Words of Settings › people and what is around them, and of My account. */
import { room } from '../room.ts';
import { peopleLoaders } from './load.ts';

export type { PeopleKey } from './load.ts';
export const usePeopleWords = room(peopleLoaders);
