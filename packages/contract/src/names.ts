/** Names that the hub's English sentences may hold, and what they are called in another language. */
import { z } from 'zod';
import { languageSchema } from './words.ts';

export const namesQuerySchema = z.object({ language: languageSchema });
/** Only of fields, lists and items that have a name of their own in that language; at most 5,000. */
export const namesSchema = z.object({ names: z.array(z.tuple([z.string(), z.string()])) });
