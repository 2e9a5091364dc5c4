/** The command line's routes: a token of the data folder, or an administrator's API token, opens them and nothing else. */
import type { ApiError } from '@kobling/contract';
import { type Outcome, textIn } from '@kobling/sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../http/errors.ts';
import { sendRefusal } from '../http/gate.ts';
import type { Hub } from '../hub.ts';
import { calls } from './calls.ts';
import type { CliHub } from './cli-hub.ts';
import { registerBackupRoutes } from './backup/routes.ts';

/** A set-up file of a thousand mappings with its values. */
const bodyLimitBytes = 4 * 1_048_576;

export function registerCliRoutes(app: FastifyInstance, hub: Hub): void {
  for (const name of Object.keys(calls)) addCall(app, hub, name);
  registerBackupRoutes(app, hub);
}

function addCall(app: FastifyInstance, hub: CliHub, name: string): void {
  const { body, answer } = calls[name as keyof typeof calls];
  // The handler's body is what the schema of the same entry made of the request.
  const run = answer as (hub: CliHub, body: unknown, by: string) => Promise<Outcome<unknown>>;
  app.route({
    method: 'POST',
    url: `/api/cli/${name}`,
    config: { right: 'cli' },
    bodyLimit: bodyLimitBytes,
    handler: async (request, reply) => {
      const parsed = body.safeParse(request.body ?? {});
      if (!parsed.success) {
        const fields = Object.fromEntries(
          parsed.error.issues.map((issue) => [issue.path.join('.') || 'request', issue.message]),
        );
        return await sendRefusal(reply, refuse('badRequest', { fields }));
      }
      const outcome = await run(hub, parsed.data, callerName(request));
      return outcome.status === 'done' ? (outcome.value ?? {}) : await sendFailure(reply, outcome);
    },
  });
}

/** In log and audit: the user behind an API token, or the one who runs the hub. */
export function callerName({ caller }: FastifyRequest): string {
  return 'person' in caller ? caller.person.name : 'command line';
}

/** 422: understood and refused; 503: not now. The sentence holds the remedy. */
export async function sendFailure(
  reply: FastifyReply,
  outcome: Exclude<Outcome<unknown>, { status: 'done' }>,
): Promise<FastifyReply> {
  const { code, message, fields } = outcome.reason;
  const error: ApiError = {
    code,
    message: textIn('en', message),
    remedy: '',
    ...(fields === undefined ? {} : { fields }),
  };
  return await reply
    .code(outcome.status === 'rejected' ? 422 : 503)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(error));
}
