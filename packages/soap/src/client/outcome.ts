/**
 * What an exchange means: done, rejected, retry or unknown. A read that went wrong may be repeated; a write may have happened
 * unless it is certain that it was not sent or not understood. The table is in docs/connector-protocol.md.
 */
import { done, type Failure, leftOutCode, oddCode, type Outcome, type Reason, reason } from '@kobling/sdk';
import type { ReadObject } from '../wire/read.ts';
import type { Exchange } from './exchange.ts';
import { httpFailure, isDenied, later, lost, type Purpose } from './statuses.ts';

export type { Purpose };

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
  const { value, problems, leftOut } = exchange.message;
  const said = saidIn(value);
  if (value.IsOk !== true) {
    if (isUnknownConnection(said.code)) return { status: 'unknownConnection', reason: said };
    return refused(value) ? { status: 'rejected', reason: said } : undecided(operation, purpose, problems);
  }
  const warned = typeof value.State === 'string' && warnings.has(value.State) && said.message !== '';
  if (problems.length === 0) return warned ? done(value, said) : done(value);
  const code = leftOut ? leftOutCode : warned ? said.code : oddCode;
  const message = [...(warned ? [said.message] : []), ...problems].join(' ');
  return done(value, warned ? { ...said, code, message } : reason(code, message));
}

const warnings = new Set(['OkWithInfo', 'Warning', 'Error']);

/** IsOk is false, or left out by a host that leaves such values out and says in other words that it went wrong. */
const refused = ({ IsOk, State, ErrorCode, UserExplanation, TechExplanation }: ReadObject): boolean =>
  IsOk === false ||
  (IsOk === undefined &&
    (State === 'Error' ||
      [ErrorCode, UserExplanation, TechExplanation].some((text) => typeof text === 'string' && text !== '')));

const undecided = (operation: string, purpose: Purpose, problems: readonly string[]): Failure =>
  lost(
    purpose,
    'soap.noResult',
    [`${operation} was answered, but the answer does not say whether it went well.`, ...problems].join(' '),
  );

/** Everything but a carrier that was read; undefined: there is one. */
export function failureOf(operation: string, purpose: Purpose, exchange: Exchange): Failure | Answer | undefined {
  switch (exchange.ended) {
    case 'unsendable':
      return {
        status: 'rejected',
        reason: reason('soap.unsendable', `${operation}: ${exchange.why} Correct the value.`),
      };
    case 'cut':
      return exchange.sent
        ? lost(purpose, 'soap.cut', `The answer to ${operation} did not arrive: ${exchange.why}.`)
        : later('soap.unreachable', `The connector cannot be reached: ${exchange.why}. Is its service running?`);
    case 'forbidden':
      return later('egress.refused', exchange.why);
    case 'web page':
      return httpFailure(
        purpose,
        exchange.status,
        `${operation} was answered with a web page (HTTP ${exchange.status}) in place of a message. Check the address and what stands between.`,
        exchange.retryAfterMs,
      );
    case 'refused': {
      const text = isDenied(exchange.status)
        ? `${operation}: the connector's server says ${exchange.why}. It does not let the hub in: check the name and password in the connection, and the address.`
        : `${operation}: the connector's server says ${exchange.why}.`;
      return httpFailure(purpose, exchange.status, text, exchange.retryAfterMs);
    }
    case 'in parts':
      return lost(
        purpose,
        'soap.multipart',
        `${operation} was answered in parts (MTOM), which the protocol does not use. Switch it off in the connector's service.`,
      );
    case 'answered':
      return messageFailure(operation, purpose, exchange);
  }
}

function messageFailure(
  operation: string,
  purpose: Purpose,
  { message, status, retryAfterMs }: Extract<Exchange, { ended: 'answered' }>,
): Answer | undefined {
  if (message.kind === 'unreadable')
    return lost(purpose, 'soap.unreadable', `The answer to ${operation} cannot be read. ${message.reason}`);
  if (message.kind === 'empty')
    return lost(
      purpose,
      'soap.noResult',
      `${operation} was answered with ${message.wrapper} without a result: the service may have changed. Test the connector's address again.`,
    );
  if (message.kind === 'carrier')
    // An answer under an error's status: whoever put the status there disagrees with it.
    return status < 300
      ? undefined
      : httpFailure(purpose, status, `${operation} was answered, but under HTTP ${status}.`, retryAfterMs);
  const text = `${message.code} ${message.text}`.trim();
  if (isUnknownConnection(message.text) || isUnknownConnection(message.code))
    return { status: 'unknownConnection', reason: reason('UnknownConnectionId', message.text) };
  const tech = message.detail.trim().slice(0, 500);
  const more = tech === '' ? {} : { tech };
  if (/DeserializationFailed/.test(message.code) && /quota/i.test(message.text))
    return later('call.tooLarge', `The connector's server does not take ${operation} that large: ${text}`);
  if (cameBefore(message))
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

/** Faults of the stack itself, before the connector's own code runs: WCF's by their codes, PHP's by their words. */
const cameBefore = ({ code, text }: { readonly code: string; readonly text: string }): boolean =>
  /ActionNotSupported|DeserializationFailed|VersionMismatch|MustUnderstand/.test(code) ||
  /^(Function \(".*"\) is not a valid method for this service|Procedure '.*' not present)$/.test(text.trim());

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
