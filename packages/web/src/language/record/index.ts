/** Words of the record page and of undo. */
import { room } from '../room.ts';
import { recordLoaders } from './load.ts';

export type { RecordKey } from './load.ts';
export const useRecordWords = room(recordLoaders);
