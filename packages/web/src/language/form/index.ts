/** Words of a form whose record was saved elsewhere meanwhile. */
import { room } from '../room.ts';
import { formLoaders } from './load.ts';

export const useFormWords = room(formLoaders);
