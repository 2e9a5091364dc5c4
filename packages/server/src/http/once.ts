/**
 * A change that is sent again is made once. A page that did not hear the hub's answer cannot know whether the change was made; it
 * sends the same request under the same key (`onceHeader`), and is given the answer that was lost. A key counts for one person
 * and one address. What was typed on since is refused with the answer that was lost (`made`): the page changes what was made
 * instead of making another. A refusal changed nothing, so it is not kept.
 */
import { createHash, createHmac } from 'node:crypto';
import { onceHeader } from '@kobling/contract';
import {
  type AskedOnce,
  claimAnswer,
  type Database,
  freeAnswer,
  keepAnswer,
  keptAnswer,
  outdateAnswer,
} from '@kobling/store';
import type { FastifyRequest } from 'fastify';
import { seal, unseal } from '../secrets/seal.ts';
import { Refusal, refuse } from './errors.ts';

export type Work = () => Promise<unknown>;
export type Once = (request: FastifyRequest, work: Work) => Promise<unknown>;

const lookAgainMs = 100;
/** So long is waited for the first of two that are under way at once. */
const patienceMs = 10_000;

export function createOnce({ db, now }: { readonly db: Database; readonly now: () => Date }): Once {
  return async (request, work) => {
    const kept = keysOf(request);
    if (kept === undefined) return await work();
    const { key, sealing } = kept;
    for (let waitedMs = 0; !(await claimAnswer(db, kept, now())); waitedMs += lookAgainMs) {
      const { answer: sealed = null, isSame = false } = (await keptAnswer(db, kept)) ?? {};
      const plain = sealed === null ? undefined : unseal(sealing, place, sealed);
      if (plain !== undefined) {
        const made = JSON.parse(plain.toString('utf8')) as unknown;
        if (isSame) return made;
        // From now on it is changed by its own address: whatever is sent under this key is not what it is any more.
        await outdateAnswer(db, key);
        return refuse('made', { made });
      }
      if (waitedMs >= patienceMs) return refuse('notReady');
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    try {
      const answer = await work();
      if (answer instanceof Refusal) await freeAnswer(db, key);
      else await keepAnswer(db, key, seal(sealing, place, Buffer.from(JSON.stringify(answer), 'utf8')));
      return answer;
    } catch (error) {
      await freeAnswer(db, key).catch(() => undefined);
      throw error;
    }
  };
}

const place = 'answer_kept';
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Undefined: the request has no key, or nobody is behind it. */
function keysOf({ headers, caller, method, url, body }: FastifyRequest): (AskedOnce & { sealing: Buffer }) | undefined {
  const given = headers[onceHeader];
  if (typeof given !== 'string' || !uuid.test(given) || !('person' in caller)) return undefined;
  return {
    key: digest(`${given} ${JSON.stringify([caller.person.id, method, url])}`),
    // Under the key, as it may hold a password.
    body: createHmac('sha256', given)
      .update(JSON.stringify(body ?? null))
      .digest(),
    sealing: createHmac('sha256', given).update('the answer').digest(),
  };
}
