/** Words of Import from ERP. */
import { room } from '../room.ts';
import { importLoaders } from './load.ts';

export type { ImportKey } from './load.ts';
export const useImportWords = room(importLoaders);
