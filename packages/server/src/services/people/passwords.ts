/** How a person comes to a password: a one-time link, an administrator's choice, or their own while they are logged in. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  endSessionsOf,
  getUser,
  type Queryable,
  removeUserLink,
  replaceUserLink,
  setPasswordHash,
  userForLogin,
  userOfLink,
  useUserLink,
} from '@kobling/store';
import { hashOf, newToken } from '../../auth/digest.ts';
import type { Person } from '../../auth/index.ts';
import { createLockOut } from '../../auth/lock-out.ts';
import { isWeak } from '../../auth/passwords.ts';
import { noUser, type PeopleHub } from './people-hub.ts';

/** ASVS 2.1.1: at least this many characters. */
const shortest = 12;
const linkMs = 3 * 24 * 3_600_000;

export interface NewLink {
  /** Follows the hub's address. Shown once: only its hash is kept. */
  readonly path: string;
  readonly until: Date;
}

export function passwordProblem(password: string, name: string) {
  if (password.length >= shortest && password.length <= 200 && !isWeak(password, name)) return undefined;
  return rejected(
    'user.weakPassword',
    `The password is too short or too common. Use at least ${shortest} characters that are not a common password.`,
  );
}

/** In the caller's transaction; the user's older link is void from then on. */
export async function makeLink(db: Queryable, userId: number, now: Date): Promise<NewLink> {
  const token = newToken();
  const until = new Date(now.getTime() + linkMs);
  await replaceUserLink(db, { userId, hash: hashOf(token), now, expiresAt: until });
  return { path: `/welcome?token=${token}`, until };
}

/** For who forgot theirs, or never had one. The password they have goes on working until the link is used. */
export async function makeUserLink(hub: PeopleHub, id: number, by: string): Promise<Outcome<NewLink>> {
  const user = await getUser(hub.db, id);
  if (user === undefined) return noUser(id);
  if (!user.active)
    return rejected('user.inactive', `${user.name} is not active. Activate the user first, then make the link.`);
  return await hub.db.transaction(async (tx) => {
    const link = await makeLink(tx, id, hub.now());
    await addAudit(tx, { by, action: 'user.link', subject: user.name });
    return done(link);
  });
}

const linkVoid = rejected(
  'user.linkInvalid',
  'This link is not valid: it was used, it is too old, or a newer one was made. Ask an administrator for a new link.',
);

/** Whose link it is, before it is used. Rejected `user.linkInvalid`. */
export async function readUserLink(hub: PeopleHub, token: string): Promise<Outcome<{ readonly name: string }>> {
  const user = await userOfLink(hub.db, hashOf(token), hub.now());
  return user === undefined ? linkVoid : done({ name: user.name });
}

/** Uses the link up; the user's other sessions end. Rejected `user.linkInvalid`, `user.weakPassword`. */
export async function setPasswordByLink(hub: PeopleHub, token: string, password: string): Promise<Outcome<Person>> {
  const known = await userOfLink(hub.db, hashOf(token), hub.now());
  if (known === undefined) return linkVoid;
  const problem = passwordProblem(password, known.name);
  if (problem !== undefined) return problem;
  const hash = await hub.passwords.hash(password);
  return await hub.db.transaction(async (tx) => {
    const user = await useUserLink(tx, hashOf(token), hub.now());
    if (user === undefined) return linkVoid;
    await setPasswordHash(tx, user.id, hash);
    await endSessionsOf(tx, user.id);
    await addAudit(tx, { by: user.name, action: 'user.password', subject: user.name });
    return done(user);
  });
}

/** By an administrator. The user's sessions and link end. */
export async function setUserPassword(hub: PeopleHub, id: number, password: string, by: string): Promise<Outcome> {
  const user = await getUser(hub.db, id);
  if (user === undefined) return noUser(id);
  const problem = passwordProblem(password, user.name);
  if (problem !== undefined) return problem;
  const hash = await hub.passwords.hash(password);
  return await hub.db.transaction(async (tx) => {
    await setPasswordHash(tx, id, hash);
    await endSessionsOf(tx, id);
    await removeUserLink(tx, id);
    await addAudit(tx, { by, action: 'user.password', subject: user.name });
    return done(undefined);
  });
}

export interface OwnPassword {
  readonly old: string;
  readonly password: string;
  /** Where it is asked from: guesses at the old one slow down, as at a log-in. */
  readonly address: string;
  /** The session that asks: it goes on, the others end. */
  readonly session?: Buffer | undefined;
}

/** Rejected `user.wrongPassword`, `user.locked`, `user.noPassword`, `user.weakPassword`. */
export async function changeOwnPassword(
  hub: PeopleHub,
  person: Person,
  { old, password, address, session }: OwnPassword,
): Promise<Outcome> {
  const user = await userForLogin(hub.db, person.name);
  if (user === undefined) return noUser(person.id);
  if (user.passwordHash === null)
    return rejected('user.noPassword', 'You have no password here. Ask an administrator for a link to choose one.');
  const lockOut = createLockOut(hub.db, hub.now);
  if (await lockOut.isLocked(user.name, address))
    return rejected('user.locked', 'Too many wrong passwords. Wait a few minutes, then try again.');
  await lockOut.failed(user.name, address);
  if (!(await hub.passwords.verify(old, user.passwordHash)))
    return rejected('user.wrongPassword', 'The old password is wrong. Check it and try again.');
  await lockOut.succeeded(user.name, address);
  const problem = passwordProblem(password, user.name);
  if (problem !== undefined) return problem;
  const hash = await hub.passwords.hash(password);
  return await hub.db.transaction(async (tx) => {
    await setPasswordHash(tx, user.id, hash);
    await endSessionsOf(tx, user.id, session);
    await removeUserLink(tx, user.id);
    await addAudit(tx, { by: user.name, action: 'user.password', subject: user.name });
    return done(undefined);
  });
}
