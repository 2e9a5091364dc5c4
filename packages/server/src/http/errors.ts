/**
 * Every error that the hub's HTTP can answer: code, status, sentence, what to do. The pages' own are in the contract,
 * because the pages say them in the user's language; the rest are met by programs only.
 */
import { type ApiError, type ApiErrorCode, apiErrors } from '@kobling/contract';
import type { Verdict } from '../auth/index.ts';

interface ErrorRow {
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

const ownErrors = {
  hostRefused: {
    status: 421,
    message: 'This hub does not answer under that host name.',
    remedy: 'Open it by the address it printed at start, or set `host` in operator.yaml.',
  },
  crossSite: {
    status: 403,
    message: 'The request came from a page of another site.',
    remedy: 'Open the hub’s own page and do it there.',
  },
  noRoute: {
    status: 404,
    message: 'There is nothing at this address.',
    remedy: 'Check the address; the hub’s own pages never ask for it.',
  },
  mediaType: {
    status: 415,
    message: 'The body is not of a kind that this address takes.',
    remedy: 'Send JSON, with Content-Type: application/json.',
  },
  timeout: {
    status: 408,
    message: 'The request did not arrive in time.',
    remedy: 'Send it again, as a whole.',
  },
  pagesNotBuilt: {
    status: 503,
    message: 'The hub runs, but its pages were not built.',
    remedy: 'Run `npm run build:web`, then load this page again.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = ApiErrorCode | keyof typeof ownErrors;
export const errorTable: Readonly<Record<ErrorCode, ErrorRow>> = { ...apiErrors, ...ownErrors };

/** What a handler answers instead of its value when the request cannot be fulfilled. */
export class Refusal {
  readonly code: ErrorCode;
  readonly more: Pick<ApiError, 'values' | 'fields'>;
  constructor(code: ErrorCode, more: Pick<ApiError, 'values' | 'fields'> = {}) {
    this.code = code;
    this.more = more;
  }
}
export const refuse = (code: ErrorCode, more?: Pick<ApiError, 'values' | 'fields'>): Refusal => new Refusal(code, more);

export const statusOf = (code: ErrorCode): number => errorTable[code].status;
export function bodyOf({ code, more }: Refusal): ApiError {
  const { message, remedy } = errorTable[code];
  return { code, message, remedy, ...more };
}

/** A caller that may not, in words of the table. */
export function refusalOfVerdict(verdict: Exclude<Verdict, 'allowed'>): ErrorCode {
  switch (verdict) {
    case 'notLoggedIn':
      return 'notLoggedIn';
    case 'forbidden':
      return 'forbidden';
  }
}

/** Errors of the HTTP library and the database, as far as they are not bugs. Undefined: a bug. */
export function codeOfError(error: unknown): ErrorCode | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (status === 413) return 'tooLarge';
  if (status === 415) return 'mediaType';
  if (status === 429) return 'tooMany';
  if (status === 408) return 'timeout';
  if (status >= 400 && status < 500) return 'badRequest';
  // The database is away: class 57P (shut down, starting), too many connections, or no connection at all.
  if (/^(57P0[1-3]|53300|08\d{3})$/.test(code)) return 'notReady';
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'].includes(code)) return 'notReady';
  return undefined;
}
