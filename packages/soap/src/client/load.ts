/** Fetches WSDL documents: small ones, through the egress guard, without following redirects. */
import { done, type Outcome, rejected, retry } from '@kobling/sdk';
import type { Load } from '../contract/documents.ts';
import { charsetOf, Decoder } from './charset.ts';
import { isForbidden, wordsOf } from './fetch-error.ts';

const maxBytes = 8 << 20;

export const loader =
  (fetchOfHub: typeof fetch, signal: AbortSignal): Load =>
  async (url) => {
    try {
      const response = await fetchOfHub(url, {
        redirect: 'manual',
        signal,
        headers: { Accept: 'text/xml, application/wsdl+xml' },
      });
      if (!response.ok) {
        await response.body?.cancel();
        return rejected('wsdl.refused', `The server answers ${url} with HTTP ${response.status}.`);
      }
      return await textOf(url, response);
    } catch (error) {
      const why = wordsOf(error);
      return isForbidden(error)
        ? rejected('egress.refused', why)
        : retry('wsdl.unreachable', `${url} cannot be read: ${why}`);
    }
  };

async function textOf(url: string, response: Response): Promise<Outcome<string>> {
  const decoder = new Decoder(charsetOf(response.headers.get('content-type')));
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return rejected('wsdl.tooLarge', `${url} is larger than ${maxBytes} bytes.`);
    const piece = decoder.decode(chunk);
    if (piece === undefined) return rejected('wsdl.unreadable', `${url} cannot be read. ${decoder.problem}`);
    text += piece;
  }
  const last = decoder.end();
  return last === undefined
    ? rejected('wsdl.unreadable', `${url} cannot be read. ${decoder.problem}`)
    : done(text + last);
}
