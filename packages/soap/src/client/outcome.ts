/**
 * What an exchange means: done, rejected, retry or unknown. A read that went wrong may be repeated; a write may have happened
 * unless it is certain that it was not sent or not understood. The table is in docs/connector-protocol.md.
 */
import { done, type Failure, type Outcome, type Reason, reason } from '@kobling/sdk';
import type { ReadObject } from '../wire/read.ts';
import type { Exchange } from './exchange.ts';

export type Purpose = 'read' | 'write';

/** The carrier, once the connector says that all is well; `unknownConnection` when it lost this connection (amnesia). */
export type Answer = Outcome<ReadObject> | { readonly status: 'unknownConnection'; readonly reason: Reason };

export function answerOf(operation: string, purpose: Purpose, exchange: Exchange): Answer {
  const failure = failureOf(operation, purpose, exchange);
  if (failure !== undefined) return failure;
  if (exchange.ended !== 'answered' || exchange.message.kind !== 'carrier' || exchange.message.value === null)
    return lost(
      purpose,
      'soap.noResult',
      `${operation} was answered without a result. Check that the address is a connector's.`,
    );
  const { value, problems } = exchange.message;
  const said = saidIn(value);
  if (value.IsOk !== true) {
    if (isUnknownConnection(said.code)) return { status: 'unknownConnection', reason: said };
    return { status: 'rejected', reason: said };
  }
  const noteworthy = value.State === 'Warning' || value.State === 'OkWithInfo' || value.State === 'Error';
  if (noteworthy && said.message !== '') return done(value, said);
  return problems.length === 0 ? done(value) : done(value, reason('soap.oddAnswer', problems.join(' ')));
}

function failureOf(operation: string, purpose: Purpose, exchange: Exchange): Failure | Answer | undefined {
  switch (exchange.ended) {
    case 'unsendable':
      return {
        status: 'rejected',
        reason: reason('soap.unsendable', `${operation}: ${exchange.why} Correct the value.`),
      };
    case 'cut':
      return exchange.sent
        ? lost(purpose, 'soap.cut', `The answer to ${operation} did not arrive: ${exchange.why}`)
        : later('soap.unreachable', `The connector cannot be reached: ${exchange.why}`);
    case 'web page':
      return notUnderstood(
        purpose,
        exchange.status,
        `${operation} was answered with a web page (HTTP ${exchange.status}) in place of a message. Check the address and what stands between.`,
        exchange.retryAfterMs,
      );
    case 'refused':
      return notUnderstood(
        purpose,
        exchange.status,
        `${operation}: the connector's server says ${exchange.why}.`,
        exchange.retryAfterMs,
      );
    case 'answered':
      return messageFailure(operation, purpose, exchange);
  }
}

function messageFailure(
  operation: string,
  purpose: Purpose,
  { message }: Extract<Exchange, { ended: 'answered' }>,
): Answer | undefined {
  if (message.kind === 'unreadable')
    return lost(purpose, 'soap.unreadable', `The answer to ${operation} cannot be read. ${message.reason}`);
  if (message.kind === 'empty')
    return lost(
      purpose,
      'soap.noResult',
      `${operation} was answered without a result: the service may have changed. Test the connector's address again.`,
    );
  if (message.kind !== 'fault') return undefined;
  const text = `${message.code} ${message.text}`.trim();
  if (isUnknownConnection(message.text) || isUnknownConnection(message.code))
    return { status: 'unknownConnection', reason: reason('UnknownConnectionId', message.text) };
  const tech = message.detail.trim().slice(0, 500);
  const more = tech === '' ? {} : { tech };
  // These come before the connector's own code runs.
  if (
    /ActionNotSupported|DeserializationFailed|VersionMismatch|MustUnderstand/.test(message.code) ||
    // PHP's own server.
    /is not a valid method|not present/.test(message.text)
  )
    return {
      status: 'rejected',
      reason: reason(
        'soap.notUnderstood',
        `The connector did not understand ${operation} (${text}). Test its address again, so that its contract is read anew.`,
        more,
      ),
    };
  return lost(purpose, 'soap.fault', `The connector failed in ${operation}: ${text}`, more);
}

/** Client errors mean that nothing was done; of server errors nobody knows what a write did, save that the server was too busy to try. */
function notUnderstood(purpose: Purpose, status: number, message: string, afterMs: number | undefined): Failure {
  const busy = status === 429 || status === 503;
  if (purpose === 'read' || busy || status < 500) {
    const denied = status === 401 || status === 403;
    return later(
      denied ? 'soap.denied' : status === 413 || status === 400 ? 'soap.tooLarge' : 'soap.http',
      message,
      afterMs,
    );
  }
  return lost(purpose, 'soap.http', message);
}

const later = (code: string, message: string, afterMs?: number): Failure =>
  afterMs === undefined
    ? { status: 'retry', reason: reason(code, message) }
    : { status: 'retry', reason: reason(code, message), afterMs };
const lost = (
  purpose: Purpose,
  code: string,
  message: string,
  more: Omit<Reason, 'code' | 'message'> = {},
): Failure => ({
  status: purpose === 'read' ? 'retry' : 'unknown',
  reason: reason(code, message, more),
});

function saidIn(value: ReadObject): Reason {
  const text = (member: string): string => {
    const found = value[member];
    return typeof found === 'string' ? found.trim() : '';
  };
  const tech = text('TechExplanation');
  const code = text('ErrorCode');
  const message = text('UserExplanation') || tech || (code === '' ? '' : `The connector says ${code}.`);
  return reason(
    code === '' ? 'erp.said' : code,
    message === '' && value.IsOk !== true ? 'The connector refused and gave no reason.' : message,
    tech === '' ? {} : { tech },
  );
}

/** Its exact text is not public; several spellings are in use. */
export const isUnknownConnection = (text: string): boolean =>
  /unknownconnection(id)?/.test(text.toLowerCase().replaceAll(/[_\s-]/g, ''));
