import { z } from 'zod';
import { requestSchema } from './control.ts';
import { logRowSchema } from './log.ts';
import { countSchema, idSchema } from './words.ts';

/**
 * What `GET /api/events` streams: unnamed server-sent events whose data is one of these as JSON. After a break
 * the page names the last id that it heard (`Last-Event-ID`, or `?after=`) and hears what it missed, but for steps of progress,
 * as far back as the hub keeps it: five minutes or 500 events; beyond that it hears `lost`. The server writes a comment line every 15 s so that a dead line shows.
 */
export const hubEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('log'), rows: z.array(logRowSchema) }),
  z.object({
    type: z.literal('step'),
    connectionId: idSchema,
    step: z.string(),
    done: countSchema,
    total: countSchema.nullable(),
  }),
  /** Read the overview again; sent at most once a second. */
  z.object({ type: z.literal('overviewChanged') }),
  z.object({ type: z.literal('request'), request: requestSchema }),
  /** Something was missed that is not known any more: read every list again. */
  z.object({ type: z.literal('lost') }),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;
