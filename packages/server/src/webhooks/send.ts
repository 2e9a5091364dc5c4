/** One message to one address: through the egress guard, signed, within a time, its answer's body unread. */
import type { DeliveryBody } from '@kobling/store';
import { EgressRefused } from '../egress/guard.ts';
import { signedHeaders } from './sign.ts';

export interface Message {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: DeliveryBody;
}
export interface SendParts {
  /** The egress guard's. */
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}
export interface Sent {
  readonly taken: boolean;
  readonly httpStatus: number | null;
  /** A sentence; null: it was taken. */
  readonly error: string | null;
  readonly tookMs: number;
}

export const sendWithinMs = 15_000;

/** Taken is an answer of 200 to 299; a redirect is none. Never throws. */
export async function send(parts: SendParts, { id, url, secret, body }: Message): Promise<Sent> {
  const begunMs = parts.monotonicMs();
  const took = (): number => Math.round(parts.monotonicMs() - begunMs);
  const text = JSON.stringify(body);
  try {
    const response = await parts.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Kobling',
        ...signedHeaders(secret, `msg_${id}`, parts.now(), text),
      },
      body: text,
      redirect: 'manual',
      signal: AbortSignal.timeout(sendWithinMs),
    });
    await response.body?.cancel();
    const { status } = response;
    const taken = status >= 200 && status < 300;
    return { taken, httpStatus: status, error: taken ? null : `It answered ${status}.`, tookMs: took() };
  } catch (error) {
    return { taken: false, httpStatus: null, error: sentenceOf(error), tookMs: took() };
  }
}

function sentenceOf(error: unknown): string {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  const refused = chain.find((one) => one instanceof EgressRefused);
  if (refused !== undefined) return refused.message;
  if (chain.some((one) => one.name === 'TimeoutError'))
    return `It did not answer within ${sendWithinMs / 1_000} seconds.`;
  const deepest = chain.at(-1);
  const code = deepest !== undefined && 'code' in deepest ? ` (${String(deepest.code)})` : '';
  return `It cannot be reached${code}.`;
}
