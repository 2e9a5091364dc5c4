/**
 * F1–F3, F7: what comes back in place of an answer. Each case is played to a read and to a write, and must end as the table
 * in docs/connector-protocol.md says: a read may be repeated, a write is unknown unless it is certain that nothing happened.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Outcome } from '@kobling/sdk';
import { fakeServer, http, type Peer } from './fake-server.ts';
import { answerTo, read, write } from './subject.ts';

interface Case {
  readonly play: (peer: Peer) => string | Uint8Array;
  readonly read: string;
  readonly write: string;
  readonly says: RegExp;
}
const fault = (code: string, text: string, more = ''): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode ${more}>${code}</faultcode><faultstring xml:lang="en-US">${text}</faultstring></s:Fault></s:Body></s:Envelope>`;
const wcf = 'xmlns:a="http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher"';
const page = '<!DOCTYPE html><html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>';
const html = { 'Content-Type': 'text/html' };
const plain = { 'Content-Type': 'text/plain' };
const latin = Buffer.from(answerTo('WSCreateActor'), 'latin1');

const cases: Readonly<Record<string, Case>> = {
  'F1 a fault as WCF writes it': {
    play: () => http('500 Internal Server Error', fault('a:InternalServiceFault', 'Boom', wcf)),
    read: 'retry soap.fault',
    write: 'unknown soap.fault',
    says: /failed in WS\w+: a:InternalServiceFault Boom/,
  },
  'F1 a fault as PHP and Mono write it': {
    play: () => http('500 Internal Server Error', fault('SOAP-ENV:Server', 'Boom')),
    read: 'retry soap.fault',
    write: 'unknown soap.fault',
    says: /SOAP-ENV:Server Boom/,
  },
  'F1 a fault with status 200': {
    play: () => http('200 OK', fault('s:Client', 'Boom')),
    read: 'retry soap.fault',
    write: 'unknown soap.fault',
    says: /s:Client Boom/,
  },
  'F1 a fault before the connector ran': {
    play: () => http('500 Internal Server Error', fault('a:ActionNotSupported', 'No such action', wcf)),
    read: 'rejected soap.notUnderstood',
    write: 'rejected soap.notUnderstood',
    says: /Test its address again/,
  },
  'F1 a fault of PHP before the connector ran': {
    play: () => http('500 Internal Server Error', fault('SOAP-ENV:Server', "Procedure 'WSGetActors' not present")),
    read: 'rejected soap.notUnderstood',
    write: 'rejected soap.notUnderstood',
    says: /did not understand WS\w+/,
  },
  'F1 a header that had to be understood': {
    play: () => http('500 Internal Server Error', fault('s:MustUnderstand', 'wsa:To')),
    read: 'rejected soap.notUnderstood',
    write: 'rejected soap.notUnderstood',
    says: /did not understand WS\w+/,
  },
  'F1 a fault whose words look like one before the connector ran': {
    play: () => http('500 Internal Server Error', fault('s:Server', 'The customer is not present in the ERP')),
    read: 'retry soap.fault',
    write: 'unknown soap.fault',
    says: /not present in the ERP/,
  },
  'F1 a quota of the server': {
    play: () =>
      http(
        '500 Internal Server Error',
        fault('a:DeserializationFailed', 'The maximum string content length quota (8192) has been exceeded', wcf),
      ),
    read: 'retry call.tooLarge',
    write: 'retry call.tooLarge',
    says: /quota \(8192\)/,
  },
  'F2 too many requests': {
    play: () => http('429 Too Many Requests', '', { ...plain, 'Retry-After': '7' }),
    read: 'retry soap.http 7000',
    write: 'retry soap.http 7000',
    says: /HTTP 429/,
  },
  'F2 unavailable, with a time': {
    play: () => http('503 Service Unavailable', page, { ...html, 'Retry-After': '2' }),
    read: 'retry soap.http 2000',
    write: 'retry soap.http 2000',
    says: /HTTP 503/,
  },
  'F2 unavailable, who knows since when': {
    play: () => http('503 Service Unavailable', page, html),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /HTTP 503/,
  },
  'F2 an error of the server': {
    play: () => http('500 Internal Server Error', 'oops', plain),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /HTTP 500/,
  },
  'F2 an error of the server that holds a good answer': {
    play: ({ operation }) => http('500 Internal Server Error', answerTo(operation)),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /HTTP 500/,
  },
  'F2 a bad gateway': {
    play: () => http('502 Bad Gateway', page, html),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /web page \(HTTP 502\)/,
  },
  'F2 a gateway that waited too long': {
    play: () => http('504 Gateway Timeout', 'late', plain),
    read: 'retry call.timeout',
    write: 'unknown call.timeout',
    says: /HTTP 504/,
  },
  'a request that came too slowly': {
    play: () => http('408 Request Timeout', '', plain),
    read: 'retry call.timeout',
    write: 'retry call.timeout',
    says: /HTTP 408/,
  },
  'a bad request, as a quota of HTTP makes it': {
    play: () => http('400 Bad Request', '', plain),
    read: 'retry call.tooLarge',
    write: 'retry call.tooLarge',
    says: /HTTP 400/,
  },
  'a request that is too large': {
    play: () => http('413 Payload Too Large', '', plain),
    read: 'retry call.tooLarge',
    write: 'retry call.tooLarge',
    says: /HTTP 413/,
  },
  'F7 not allowed any more': {
    play: () => http('401 Unauthorized', '', { ...plain, 'WWW-Authenticate': 'Basic realm="x"' }),
    read: 'retry soap.denied',
    write: 'retry soap.denied',
    says: /HTTP 401/,
  },
  'F7 forbidden': {
    play: () => http('403 Forbidden', page, html),
    read: 'retry soap.denied',
    write: 'retry soap.denied',
    says: /HTTP 403/,
  },
  'a path that is gone': {
    play: () => http('404 Not Found', page, html),
    read: 'retry soap.http',
    write: 'retry soap.http',
    says: /web page \(HTTP 404\)/,
  },
  'F3 a web page with status 200': {
    play: () => http('200 OK', page, html),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /web page \(HTTP 200\)/,
  },
  'F3 a web page that calls itself XML': {
    play: () => http('200 OK', page.replace('<!DOCTYPE html>', '')),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /begins with <html> in place of a SOAP envelope/,
  },
  'F3 a document type declaration': {
    play: () => http('200 OK', page),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /document type declaration/,
  },
  'F3 invalid XML': {
    play: ({ operation }) => http('200 OK', answerTo(operation).replace('</State>', '</Stat>')),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /no well-formed XML/,
  },
  'F3 Latin-1 that calls itself UTF-8': {
    play: () => http('200 OK', latin),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /bytes that are no utf-8/,
  },
  'F3 UTF-8 that calls itself UTF-16': {
    play: ({ operation }) => http('200 OK', answerTo(operation), { 'Content-Type': 'text/xml; charset=utf-16' }),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /cannot be read/,
  },
  'F3 a charset that nobody knows': {
    play: ({ operation }) => http('200 OK', answerTo(operation), { 'Content-Type': 'text/xml; charset=klingon' }),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /charset klingon/,
  },
  'F3 a broken character after the end': {
    play: ({ operation }) => http('200 OK', Buffer.concat([Buffer.from(answerTo(operation)), Buffer.of(0xe2, 0x82)])),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /bytes that are no utf-8/,
  },
  'UTF-16 with its mark': {
    play: ({ operation }) =>
      http('200 OK', Buffer.from(`\uFEFF${answerTo(operation)}`, 'utf16le'), {
        'Content-Type': 'text/xml; charset=utf-16',
      }),
    read: 'done',
    write: 'done',
    says: /^$/,
  },
  'Latin-1 that says so': {
    play: ({ operation }) =>
      http('200 OK', Buffer.from(answerTo(operation), 'latin1'), { 'Content-Type': 'text/xml; charset=iso-8859-1' }),
    read: 'done',
    write: 'done',
    says: /^$/,
  },
  gzip: {
    play: ({ operation }) => http('200 OK', gzipSync(answerTo(operation)), { 'Content-Encoding': 'gzip' }),
    read: 'done',
    write: 'done',
    says: /^$/,
  },
  'gzip that breaks off': {
    play: ({ operation }) =>
      http('200 OK', gzipSync(answerTo(operation)).subarray(0, 200), { 'Content-Encoding': 'gzip' }),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /cannot be read/,
  },
  'gzip that is none': {
    play: ({ operation }) => http('200 OK', answerTo(operation), { 'Content-Encoding': 'gzip' }),
    read: 'retry soap.cut',
    write: 'unknown soap.cut',
    says: /did not arrive/,
  },
  'an answer in parts': {
    play: ({ operation }) =>
      http('200 OK', `--b\r\nContent-Type: application/xop+xml\r\n\r\n${answerTo(operation)}\r\n--b--`, {
        'Content-Type': 'multipart/related; boundary=b; type="application/xop+xml"',
      }),
    read: 'retry soap.multipart',
    write: 'unknown soap.multipart',
    says: /in parts \(MTOM\)/,
  },
  'a redirect that asks for the same elsewhere': {
    play: () => http('307 Temporary Redirect', '', { Location: 'http://127.0.0.1:1/' }),
    read: 'retry soap.http',
    write: 'retry soap.http',
    says: /HTTP 307 .*to http:\/\/127\.0\.0\.1:1\/.*not followed/,
  },
  'a redirect to a page that tells how it went': {
    play: () => http('302 Found', '', { Location: 'http://127.0.0.1:1/login' }),
    read: 'retry soap.http',
    write: 'unknown soap.http',
    says: /HTTP 302/,
  },
  'an answer for another operation': {
    play: () => http('200 OK', answerTo('WSSearchActors')),
    read: 'retry soap.noResult',
    write: 'unknown soap.noResult',
    says: /answered with WSSearchActorsResponse/,
  },
  'accepted, and nothing more': {
    play: () => http('202 Accepted', ''),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /cannot be read/,
  },
  'no content': {
    play: () => http('204 No Content', '', { 'Content-Length': '', 'Content-Type': '' }),
    read: 'retry soap.unreadable',
    write: 'unknown soap.unreadable',
    says: /cannot be read/,
  },
  'a result that is nil': {
    play: ({ operation }) =>
      http(
        '200 OK',
        answerTo(operation).replace(/(<WS\w+Result)( xmlns:i="[^"]*")>.*<\/WS\w+Result>/, '$1$2 i:nil="true"/>'),
      ),
    read: 'retry soap.noResult',
    write: 'unknown soap.noResult',
    says: /without a result/,
  },
  'a result without IsOk or any word': {
    play: ({ operation }) => http('200 OK', answerTo(operation).replace(/<IsOk>.*<UserExplanation\/>/, '')),
    read: 'retry soap.noResult',
    write: 'unknown soap.noResult',
    says: /does not say whether it went well/,
  },
  'a result whose IsOk is no truth': {
    play: ({ operation }) => http('200 OK', answerTo(operation).replace('<IsOk>true', '<IsOk>tr%e')),
    read: 'retry soap.noResult',
    write: 'unknown soap.noResult',
    says: /neither true nor false/,
  },
  'a refusal': {
    play: ({ operation }) =>
      http('200 OK', answerTo(operation, { IsOk: false, UserExplanation: 'The period is closed.' })),
    read: 'rejected erp.said',
    write: 'rejected erp.said',
    says: /The period is closed/,
  },
  'a refusal by a host that leaves false out': {
    play: ({ operation }) =>
      http(
        '200 OK',
        answerTo(operation, { State: 'Error', UserExplanation: 'The period is closed.' }).replace(
          '<IsOk>true</IsOk>',
          '',
        ),
      ),
    read: 'rejected erp.said',
    write: 'rejected erp.said',
    says: /The period is closed/,
  },
};

const saidBy = (outcome: Outcome<unknown>): string =>
  outcome.status === 'done'
    ? 'done'
    : [outcome.status, outcome.reason.code, ...('afterMs' in outcome ? [outcome.afterMs] : [])].join(' ');
const words = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? '' : outcome.reason.message);

for (const [name, { play, read: wantedRead, write: wantedWrite, says }] of Object.entries(cases)) {
  test(name, async () => {
    const server = await fakeServer({ request: async (peer) => void (await peer.send(play(peer))) });
    try {
      const got = await read(server.url);
      assert.equal(saidBy(got), wantedRead, words(got));
      assert.match(words(got), says);
      if (got.status === 'done') assert.equal(got.value[0]?.fieldValues['Name'], 'Firma 1 æøå');
      const wrote = await write(server.url);
      assert.equal(saidBy(wrote), wantedWrite, words(wrote));
      assert.match(words(wrote), says);
      assert.deepEqual(server.heard, ['WSGetActors', 'WSCreateActor'], 'Nothing is sent twice.');
    } finally {
      await server.close();
    }
  });
}
