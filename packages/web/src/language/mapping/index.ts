/** Words of Mappings, List mapping, Defaults and Rank Fields. */
import { room } from '../room.ts';
import { mappingLoaders } from './load.ts';

export type { MappingKey } from './load.ts';
export const useMappingWords = room(mappingLoaders);
