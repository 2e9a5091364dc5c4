/** Words of the ERP tab. */
import { room } from '../room.ts';
import { erpTabLoaders } from './load.ts';

export type { ErpTabKey } from './load.ts';
export const useErpTabWords = room(erpTabLoaders);
