/**
 * Every error that the hub's HTTP can answer: code, status, sentence, what to do. The pages' own are in the contract,
 * because the pages say them in the user's language; the rest are met by programs only.
 */
import { type ApiError, type ApiErrorCode, apiErrors } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import type { Verdict } from '../auth/index.ts';
import { type Failure, statusAndRemedy } from './failure.ts';

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
  tokenNeedsUse: {
    status: 403,
    message: 'This token may only read: the scope "use" is missing.',
    remedy: 'Make a token with the scope "use" under your account, and call with that one.',
  },
  tokenNeedsSettings: {
    status: 403,
    message: 'This token may not see or change settings: the scope "settings" is missing.',
    remedy: 'Have an administrator make a token with the scope "settings", and call with that one.',
  },
  personOnly: {
    status: 403,
    message: 'A token does not open what belongs to a person’s own account.',
    remedy: 'Log in with name and password and do it there.',
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
  readonly status: number;
  readonly body: ApiError;
  constructor(status: number, body: ApiError) {
    this.status = status;
    this.body = body;
  }
}
/** By a code of the table: the pages say it in their own words. */
export function refuse(code: ErrorCode, more: Pick<ApiError, 'values' | 'fields' | 'made'> = {}): Refusal {
  const { status, message, remedy } = errorTable[code];
  return new Refusal(status, { code, message, remedy, ...more });
}
/** As a service said it, in the person's language where it has one: the pages show its sentence. */
export function refuseOutcome(failure: Failure, language: string): Refusal {
  const { status, remedy } = statusAndRemedy(failure);
  const { code, message, fields } = failure.reason;
  return new Refusal(status, {
    code,
    message: textIn(language, message),
    remedy,
    ...(fields !== undefined && { fields }),
  });
}

/** A caller that may not, in words of the table: each verdict has a row of its own. */
export const refusalOfVerdict = (verdict: Exclude<Verdict, 'allowed'>): ErrorCode => verdict;

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
