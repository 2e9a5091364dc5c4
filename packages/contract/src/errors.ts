import { z } from 'zod';

/** Body of every answer that is not a success. `message` says what happened, `remedy` what to do; both English. */
export const apiErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** Names in `message`, for pages that say it in another language. */
  values: z.record(z.string(), z.string()).optional(),
  /** Sentence per body field that was refused. */
  fields: z.record(z.string(), z.string()).optional(),
  /** Of `made`: the answer that was lost. */
  made: z.unknown().optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;

interface ErrorRow {
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

/** Errors of the routes in this package. The web says them in its user's language; a test compares the two lists. */
export const apiErrors = {
  badRequest: {
    status: 400,
    message: 'The request was not understood.',
    remedy: 'Correct the fields named, then send it again.',
  },
  weakPassword: {
    status: 400,
    message: 'The password is too short or too common.',
    remedy: 'Use at least 12 characters that are not a common password.',
  },
  nameTaken: { status: 409, message: 'There is already a user with this name.', remedy: 'Choose another user name.' },
  setupLinkInvalid: {
    status: 403,
    message: 'This set-up link is not valid: it was used, it is too old, or it is incomplete.',
    remedy: 'Start the hub again: it prints a new link as long as there is no administrator.',
  },
  setupDone: { status: 409, message: 'The hub already has an administrator.', remedy: 'Log in instead.' },
  loginFailed: { status: 401, message: 'The name or the password is wrong.', remedy: 'Check both and try again.' },
  loginLocked: {
    status: 429,
    message: 'Too many wrong passwords.',
    remedy: 'Wait a few minutes, then try again, or ask an administrator.',
  },
  openidAway: {
    status: 503,
    message: 'The place where your account is does not answer.',
    remedy: 'Wait a moment, then try again, or log in with your password.',
  },
  openidFailed: {
    status: 401,
    message: 'The log-in was not completed: it took too long, was used already, or its answer was not valid.',
    remedy: 'Begin again.',
  },
  openidRefused: {
    status: 403,
    message: 'Your account is not known here, or may not log in.',
    remedy: 'Ask an administrator to make a user with your e-mail address; the hub’s log says what was missing.',
  },
  notLoggedIn: { status: 401, message: 'You are not logged in, or your session has ended.', remedy: 'Log in again.' },
  csrf: {
    status: 403,
    message: 'This page is older than your session.',
    remedy: 'Load the page again, then repeat what you did.',
  },
  forbidden: {
    status: 403,
    message: 'This is for administrators.',
    remedy: 'Ask an administrator to do it or to give you the right.',
  },
  notFound: {
    status: 404,
    message: 'It does not exist, or it is not yours to see.',
    remedy: 'Go back and load the list again.',
  },
  conflictClosed: {
    status: 409,
    message: 'This conflict was already settled.',
    remedy: 'Load the list again to see what became of it.',
  },
  planClosed: {
    status: 409,
    message: 'This plan was decided already, has expired, or is being worked on.',
    remedy: 'Load it again to see what became of it, or make a new one.',
  },
  connectionInactive: {
    status: 409,
    message: 'The connection is not active.',
    remedy: 'Activate the connection, then sync again.',
  },
  made: {
    status: 409,
    message: 'What was sent before has been saved after all.',
    remedy: 'Look at it first: saved once more, another one is made.',
  },
  tooLarge: { status: 413, message: 'The request is too large.', remedy: 'Send less at a time.' },
  tooMany: { status: 429, message: 'Too many requests.', remedy: 'Wait a minute, then try again.' },
  notReady: {
    status: 503,
    message: 'The hub is starting or its database is away.',
    remedy: 'Wait a moment; the page tries again by itself.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong in the hub.',
    remedy: 'Try again; if it stays, give an administrator the time of the failure for the hub’s log.',
  },
} as const satisfies Record<string, ErrorRow>;
export type ApiErrorCode = keyof typeof apiErrors;
