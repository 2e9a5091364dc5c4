/** What an error of fetch says: was anything sent, and in which words did it go wrong. */

/** Errors that come before a connection stands: nothing can have happened. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function* causes(error: unknown): Generator<Error, void, undefined> {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    yield at;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
}

const codesOf = (error: unknown): readonly string[] =>
  [...causes(error)].flatMap((cause) => ('code' in cause && typeof cause.code === 'string' ? [cause.code] : []));

/** Whoever lends the fetch does not allow the address. */
export const isForbidden = (error: unknown): boolean => codesOf(error).includes('EGRESS_REFUSED');
export const neverSent = (error: unknown): boolean => codesOf(error).some((code) => beforeSending.has(code));

/** The innermost cause says most. */
export function wordsOf(error: unknown): string {
  const words = [...causes(error)].map((cause) => cause.message);
  return words.at(-1) ?? String(error);
}
