/** What an HTTP status in place of an answer means, for a write above all. The table is in docs/connector-protocol.md. */
import { type Failure, type Reason, reason } from '@kobling/sdk';

export type Purpose = 'read' | 'write';

/** It certainly did not happen. */
export const later = (code: string, message: string, afterMs?: number): Failure =>
  afterMs === undefined
    ? { status: 'retry', reason: reason(code, message) }
    : { status: 'retry', reason: reason(code, message), afterMs };

/** A read may be repeated; of a write nobody knows. */
export const lost = (
  purpose: Purpose,
  code: string,
  message: string,
  more: Omit<Reason, 'code' | 'message'> = {},
): Failure => ({
  status: purpose === 'read' ? 'retry' : 'unknown',
  reason: reason(code, message, more),
});

/** Codes of the SDK (`call.…`) make the hub ask for fewer at a time (H30). */
const codes: Readonly<Record<number, string>> = {
  400: 'call.tooLarge',
  413: 'call.tooLarge',
  408: 'call.timeout',
  504: 'call.timeout',
  401: 'soap.denied',
  403: 'soap.denied',
  407: 'soap.denied',
};

export const isDenied = (status: number): boolean => codes[status] === 'soap.denied';

/**
 * Client errors, and redirects that ask for the same request elsewhere, mean that nothing was done. So does 503 with a time to
 * come back; without one a host may say it whose connector died in the middle of a write.
 */
const certain = (status: number, afterMs: number | undefined): boolean =>
  (status >= 400 && status < 500) || status === 307 || status === 308 || (status === 503 && afterMs !== undefined);

export function httpFailure(purpose: Purpose, status: number, message: string, afterMs: number | undefined): Failure {
  const code = codes[status] ?? 'soap.http';
  return purpose === 'read' || certain(status, afterMs) ? later(code, message, afterMs) : lost(purpose, code, message);
}
