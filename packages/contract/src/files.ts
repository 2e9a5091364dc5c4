/**
 * Workbooks on the hub's machine that a connection can be set up with. One is sent as it is, with PUT to `uploadPath` and its name,
 * as application/octet-stream; the answer is the file.
 */
import { z } from 'zod';
import { countSchema, timeSchema } from './words.ts';

export const hubFileSchema = z.object({
  /** As the configuration of a connection names it. */
  name: z.string(),
  bytes: countSchema,
  changedAt: timeSchema,
});
export type HubFile = z.infer<typeof hubFileSchema>;
/** The newest first, at most 200. */
export const hubFilesSchema = z.object({ files: z.array(hubFileSchema) });
export type HubFiles = z.infer<typeof hubFilesSchema>;

export const uploadPath = '/api/files/';
/** Bytes of the largest that is taken: 256 MB. */
export const mostUploaded = 268_435_456;
