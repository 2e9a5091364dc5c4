/** Words of the CRM's cards, lists and selections. */
import { room } from '../room.ts';
import { crmLoaders } from './load.ts';

export type { CrmKey } from './load.ts';
export const useCrmWords = room(crmLoaders);
