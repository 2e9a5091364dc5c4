/** Words of the CRM's lists and selections. */
import { room } from '../room.ts';
import { crmListLoaders } from './load.ts';

export type { CrmListKey } from './load.ts';
export const useCrmListWords = room(crmListLoaders);
