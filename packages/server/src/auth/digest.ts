import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What callers present is 32 random bytes; the database holds its SHA-256, from which it cannot be found again. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
export const sameText = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other));
