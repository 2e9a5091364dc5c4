/**
 * Name and password with every request, as scripts send them. The hash is costly by design, so that a pair that was right
 * is remembered for a few minutes; a changed password or a closed account counts at once, because both are read anew.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { type Database, type LoginUser, userForLogin } from '@kobling/store';
import type { LockOut } from './lock-out.ts';
import type { Passwords } from './passwords.ts';
import type { Person } from './sessions.ts';

const rememberedMs = 5 * 60_000;
const mostRemembered = 1_000;

interface Remembered {
  readonly passwordHash: string;
  readonly until: number;
}

export interface BasicOptions {
  readonly db: Database;
  readonly now: () => Date;
  readonly passwords: Passwords;
  readonly lockOut: LockOut;
}

/** Answers the person of an `Authorization: Basic` header, or undefined: it is wrong, or its author guesses too often. */
export function createBasic({ db, now, passwords, lockOut }: BasicOptions) {
  const remembered = new Map<string, Remembered>();
  // Only for this process: what is remembered must not be worth stealing.
  const secret = randomBytes(32);
  const isRemembered = (key: string, user: LoginUser): boolean => {
    const known = remembered.get(key);
    return known !== undefined && known.passwordHash === user.passwordHash && known.until > now().getTime();
  };
  const remember = (key: string, passwordHash: string): void => {
    const oldest = remembered.size >= mostRemembered ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.delete(key);
    remembered.set(key, { passwordHash, until: now().getTime() + rememberedMs });
  };
  return async (header: string, address: string): Promise<Person | undefined> => {
    const pair = Buffer.from(header, 'base64').toString('utf8');
    const colon = pair.indexOf(':');
    if (colon < 1) return undefined;
    const [name, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
    const user = await userForLogin(db, name);
    const key = createHmac('sha256', secret).update(pair).digest('base64');
    if (user?.passwordHash !== null && user !== undefined && isRemembered(key, user)) return personOf(user);
    if (await lockOut.isLocked(name, address)) return undefined;
    // Counted before the check is slow: a hundred guesses at once do not pass while the first is being hashed.
    await lockOut.failed(name, address);
    const right = await passwords.verify(password, user?.passwordHash ?? null);
    if (user === undefined || user.passwordHash === null || !right) return undefined;
    await lockOut.succeeded(name, address);
    remember(key, user.passwordHash);
    return personOf(user);
  };
}

const personOf = ({ id, name, fullName, role, language }: LoginUser): Person => ({
  id,
  name,
  fullName,
  role,
  language,
});
