/**
 * One request and its answer over HTTP: what was sent, what came back, and how sure we are of either. What an answer means is
 * said in outcome.ts.
 */
import type { CallOptions } from '@kobling/sdk';
import type { WireOperation } from '../contract/profile.ts';
import { type Message, MessageReader, type ReadLimits, type ReadValue } from '../wire/read.ts';
import { codePoint, illegalIn } from '../wire/text.ts';
import { type WireValue, writeMessage } from '../wire/write.ts';
import { isForbidden, neverSent, wordsOf } from './fetch-error.ts';
import { charsetOf, Decoder } from './charset.ts';

export interface Endpoint {
  readonly url: string;
  /** The egress guard's: no other way leads out. */
  readonly fetch: typeof fetch;
  readonly limits?: Partial<ReadLimits>;
  /** What every request carries besides, such as the ticket of a registered application. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How an exchange ended. `sent`: the request may have reached the connector. */
export type Exchange =
  | { readonly ended: 'answered'; readonly status: number; readonly message: Message; readonly retryAfterMs?: number }
  | { readonly ended: 'web page'; readonly status: number; readonly retryAfterMs?: number }
  | { readonly ended: 'in parts' }
  | { readonly ended: 'refused'; readonly status: number; readonly why: string; readonly retryAfterMs?: number }
  | { readonly ended: 'cut'; readonly sent: boolean; readonly why: string }
  /** The hub's own guard did not let it out. */
  | { readonly ended: 'forbidden'; readonly why: string }
  /** It was never sent: a character that XML cannot hold. */
  | { readonly ended: 'unsendable'; readonly why: string };

/** Actors as they come, some at a time, then how the exchange ended. `streamed`: name of the array member that is handed out. */
export async function* exchange(
  endpoint: Endpoint,
  operation: WireOperation,
  value: WireValue,
  streamed: string | undefined,
  call: CallOptions,
): AsyncGenerator<readonly ReadValue[], Exchange, undefined> {
  const body = writeMessage(operation.wrapper, operation.request, value);
  const illegal = illegalIn(body);
  if (illegal !== undefined) {
    return {
      ended: 'unsendable',
      why: `A value holds the character ${codePoint(illegal)}, which no XML message can carry.`,
    };
  }
  if (call.signal.aborted) return { ended: 'cut', sent: false, why: 'the call was over before its turn came.' };
  let response: Response;
  try {
    response = await endpoint.fetch(endpoint.url, {
      method: 'POST',
      body,
      headers: {
        ...endpoint.headers,
        'Content-Type': 'text/xml; charset=utf-8',
        Accept: 'text/xml',
        SOAPAction: `"${operation.action}"`,
      },
      redirect: 'manual',
      signal: call.signal,
    });
  } catch (error) {
    const why = wordsOf(error);
    return isForbidden(error) ? { ended: 'forbidden', why } : { ended: 'cut', sent: !neverSent(error), why };
  }
  const refusal = refusalOf(response);
  if (refusal !== undefined) {
    // A body that broke meanwhile is no news.
    await response.body?.cancel().catch(() => {});
    return refusal;
  }
  return yield* readBody(endpoint, operation, response, streamed);
}

async function* readBody(
  endpoint: Endpoint,
  operation: WireOperation,
  response: Response,
  streamed: string | undefined,
): AsyncGenerator<readonly ReadValue[], Exchange, undefined> {
  const { status } = response;
  let items: ReadValue[] = [];
  const taken = (): readonly ReadValue[] => {
    const given = items;
    items = [];
    return given;
  };
  const reader = new MessageReader({
    carrierOf: ({ local }) => (local === operation.responseWrapper.local ? operation.result : undefined),
    controls: true,
    ...(streamed !== undefined && { streamed: { member: streamed, item: (item) => items.push(item) } }),
    ...(endpoint.limits !== undefined && { limits: endpoint.limits }),
  });
  const decoder = new Decoder(charsetOf(response.headers.get('content-type')));
  const answered = (message: Message): Exchange => ({ ended: 'answered', status, message, ...waitOf(response) });
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk);
      if (text === undefined) return answered({ kind: 'unreadable', reason: decoder.problem });
      const failed = reader.write(text);
      if (items.length > 0) yield taken();
      if (failed !== undefined) return answered(failed);
    }
    const last = decoder.end();
    if (last === undefined) return answered({ kind: 'unreadable', reason: decoder.problem });
    const failed = reader.write(last);
    if (items.length > 0) yield taken();
    return answered(failed ?? reader.end());
  } catch (error) {
    return { ended: 'cut', sent: true, why: wordsOf(error) };
  }
}

/** Answers that hold no SOAP message. A fault may come with 500; everything else beyond 2xx is the server's own word. */
function refusalOf(response: Response): Exchange | undefined {
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  if (/^text\/html/i.test(type)) return { ended: 'web page', status, ...waitOf(response) };
  if (/^multipart\//i.test(type) && status < 300) return { ended: 'in parts' };
  if (status >= 200 && status < 300) return undefined;
  if (status === 500 && /xml/i.test(type)) return undefined;
  const where =
    status >= 300 && status < 400 ? ` to ${response.headers.get('location') ?? 'nowhere'}, which is not followed` : '';
  return { ended: 'refused', status, why: `HTTP ${status} ${response.statusText}${where}`.trim(), ...waitOf(response) };
}

/** Retry-After in seconds or as a date; at most a day. */
function waitOf(response: Response): { readonly retryAfterMs?: number } {
  const text = response.headers.get('retry-after');
  if (text === null) return {};
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : (Date.parse(text) - Date.parse(response.headers.get('date') ?? '')) / 1000;
  return Number.isFinite(seconds) ? { retryAfterMs: Math.min(Math.max(seconds, 0), 86_400) * 1000 } : {};
}
