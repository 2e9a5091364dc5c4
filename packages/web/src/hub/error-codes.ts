import type { ApiErrorCode } from '@kobling/contract';

const codes: Record<ApiErrorCode | 'network', true> = {
  badRequest: true,
  weakPassword: true,
  nameTaken: true,
  setupLinkInvalid: true,
  setupDone: true,
  loginFailed: true,
  loginLocked: true,
  openidAway: true,
  openidFailed: true,
  openidRefused: true,
  notLoggedIn: true,
  csrf: true,
  forbidden: true,
  notFound: true,
  conflictClosed: true,
  planClosed: true,
  connectionInactive: true,
  made: true,
  tooLarge: true,
  tooMany: true,
  notReady: true,
  internal: true,
  network: true,
};
/** Errors the page has sentences for: the contract's, by type, and a hub that does not answer. */
export const errorCodes = Object.keys(codes) as readonly (keyof typeof codes)[];
