/**
 * Who calls, and may they. A request carries a session cookie, a Bearer token (the command line's own or an API token),
 * name and password, or nothing; each route declares its right; what a browser sends to change something must prove that our page sent it.
 */
import {
  createAdministrator,
  type Database,
  hasAdministrator,
  isUsedSetupLink,
  replaceSetupLink,
  renewPasswordHash,
  type TokenScope,
  type Transaction,
  useSetupLink,
  userForLogin,
  userOfToken,
} from '@kobling/store';
import { createBasic } from './basic.ts';
import { hashOf, newToken, sameText } from './digest.ts';
import { createLockOut } from './lock-out.ts';
import { isWeak, type Passwords } from './passwords.ts';
import { createSessions, type Origin, type Person, type Session, type Sessions } from './sessions.ts';

export type { Begun, Origin, Person, Session } from './sessions.ts';
export { cookieName, longestMs } from './sessions.ts';

/** `metrics`: an administrator, or who shows the operator's token for monitoring. */
export type Right = 'public' | 'user' | 'administrator' | 'person' | 'cli' | 'metrics';

export type Caller =
  | { readonly via: 'nothing' }
  | { readonly via: 'session'; readonly person: Person; readonly session: Session }
  | { readonly via: 'token'; readonly person: Person; readonly scope: TokenScope }
  /** Name and password with the request. */
  | { readonly via: 'basic'; readonly person: Person }
  /** The command line on this machine, as the user who runs the hub. */
  | { readonly via: 'commandLine' }
  /** A monitor with the operator's token: it reads figures, and nothing else. */
  | { readonly via: 'monitor' };

export type Verdict = 'allowed' | 'notLoggedIn' | 'forbidden' | 'tokenNeedsUse' | 'tokenNeedsSettings' | 'personOnly';

/** What a route asks for; `reads`: it changes nothing. */
export interface Asked {
  readonly right: Right;
  readonly reads: boolean;
}

/**
 * Total over callers and rights; a command-line token opens the command line's routes only. A token reaches as far as its
 * scope and never farther than its owner: `read` reads what a user may see, `use` does what a user may do, `settings` all.
 */
export function verdict(caller: Caller, { right, reads }: Asked): Verdict {
  if (right === 'public') return 'allowed';
  if (caller.via === 'nothing') return 'notLoggedIn';
  if (caller.via === 'commandLine') return right === 'cli' ? 'allowed' : 'forbidden';
  if (caller.via === 'monitor') return right === 'metrics' ? 'allowed' : 'forbidden';
  if (right === 'person') return caller.via === 'token' ? 'personOnly' : 'allowed';
  const isForAdministrators = right !== 'user';
  if (isForAdministrators && caller.person.role !== 'administrator') return 'forbidden';
  if (caller.via === 'token') return withinScope(caller.scope, isForAdministrators, reads);
  return right === 'cli' ? 'forbidden' : 'allowed';
}

function withinScope(scope: TokenScope, isForAdministrators: boolean, reads: boolean): Verdict {
  if (scope === 'settings') return 'allowed';
  if (isForAdministrators) return 'tokenNeedsSettings';
  return scope === 'use' || reads ? 'allowed' : 'tokenNeedsUse';
}

export type Entry =
  | { readonly status: 'in'; readonly id: string; readonly session: Session }
  | {
      readonly status: 'loginFailed' | 'loginLocked' | 'setupDone' | 'setupLinkInvalid' | 'weakPassword' | 'nameTaken';
    };

export interface CallerOptions {
  /** Where the request comes from: wrong passwords slow their author down. */
  readonly address: string;
  /** False does not count as use of the session. Default true. */
  readonly touch?: boolean;
}

export interface Auth {
  readonly sessions: Sessions;
  callerOf(cookie: string | undefined, authorization: string | undefined, options: CallerOptions): Promise<Caller>;
  login(name: string, password: string, from: Origin, previous: Session | undefined): Promise<Entry>;
  /**
   * Makes the first administrator through the one-time link, and logs in. Who did not hear that it was done sends the same again: by
   * the same link, name and password they are let in, and nothing is `made` any more.
   */
  setup(input: SetupInput, from: Origin): Promise<{ readonly entry: Entry; readonly made: boolean }>;
  needsSetup(): Promise<boolean>;
  /** The secret part of a fresh one-time link, or undefined when there is an administrator. Good for 24 hours. */
  newSetupToken(): Promise<string | undefined>;
}
export interface SetupInput {
  readonly token: string;
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  readonly language: string;
}
export interface AuthOptions {
  readonly now: () => Date;
  /** Undefined: no command line may call (role without a data folder). */
  readonly cliToken: string | undefined;
  /** The operator's token for monitoring; undefined: there is none. */
  readonly metricsToken?: string | undefined;
  readonly passwords: Passwords;
}

const setupLinkMs = 24 * 3_600_000;

export function createAuth(db: Database, options: AuthOptions): Auth {
  const { now, passwords } = options;
  const sessions = createSessions(db, now);
  const lockOut = createLockOut(db, now);
  const basic = createBasic({ db, now, passwords, lockOut });
  const login: Auth['login'] = async (name, password, from, previous) => {
    const { address } = from;
    if (await lockOut.isLocked(name, address)) return { status: 'loginLocked' };
    const user = await userForLogin(db, name);
    // Counted before the check is slow: a hundred guesses at once do not pass while the first is being hashed.
    await lockOut.failed(name, address);
    const right = await passwords.verify(password, user?.passwordHash ?? null);
    if (user === undefined || user.passwordHash === null || !right) return { status: 'loginFailed' };
    await lockOut.succeeded(name, address);
    if (passwords.isOutdated(user.passwordHash)) await renewPasswordHash(db, user.id, await passwords.hash(password));
    return { status: 'in', ...(await sessions.begin(user, previous, from)) };
  };
  return {
    sessions,
    needsSetup: async () => !(await hasAdministrator(db)),
    async callerOf(cookie, authorization, { address, touch = true }) {
      const pair = /^Basic +(\S+) *$/i.exec(authorization ?? '')?.[1];
      if (pair !== undefined) {
        const person = await basic(pair, address);
        return person === undefined ? { via: 'nothing' } : { via: 'basic', person };
      }
      const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
      if (bearer !== undefined) {
        if (options.cliToken !== undefined && sameText(bearer, options.cliToken)) return { via: 'commandLine' };
        if (options.metricsToken !== undefined && sameText(bearer, options.metricsToken)) return { via: 'monitor' };
        const user = await userOfToken(db, hashOf(bearer), now());
        if (user === undefined) return { via: 'nothing' };
        const { scope, userId, ...rest } = user;
        return { via: 'token', person: { ...rest, id: userId }, scope };
      }
      const session = cookie === undefined ? undefined : await sessions.find(cookie, touch);
      return session === undefined ? { via: 'nothing' } : { via: 'session', person: session.person, session };
    },
    login,
    async setup(input, from) {
      const refused = (status: Exclude<Entry['status'], 'in'>) => ({ entry: { status }, made: false });
      if (await hasAdministrator(db)) {
        if (!(await isUsedSetupLink(db, hashOf(input.token), now()))) return refused('setupDone');
        const entry = await login(input.name, input.password, from, undefined);
        return entry.status === 'loginFailed' ? refused('setupDone') : { entry, made: false };
      }
      if (isWeak(input.password, input.name)) return refused('weakPassword');
      const passwordHash = await passwords.hash(input.password);
      const made = await useLink(db, (tx) => makeAdministrator(tx, input, passwordHash, now()));
      if (typeof made === 'string') return refused(made);
      const person: Person = {
        id: made,
        name: input.name,
        fullName: input.fullName,
        role: 'administrator',
        language: input.language,
      };
      return { entry: { status: 'in', ...(await sessions.begin(person, undefined, from)) }, made: true };
    },
    async newSetupToken() {
      if (await hasAdministrator(db)) return undefined;
      const token = newToken();
      await db.transaction((tx) => replaceSetupLink(tx, hashOf(token), now(), new Date(now().getTime() + setupLinkMs)));
      return token;
    },
  };
}

type SetupRefusal = 'setupDone' | 'setupLinkInvalid' | 'nameTaken';
class SetupRefused extends Error {
  readonly status: SetupRefusal;
  constructor(status: SetupRefusal) {
    super(status);
    this.status = status;
  }
}

/** A refusal undoes the transaction, so that the link is not used up by a name that is taken. */
async function useLink(db: Database, work: (tx: Transaction) => Promise<number>): Promise<number | SetupRefusal> {
  try {
    return await db.transaction(work);
  } catch (error) {
    if (error instanceof SetupRefused) return error.status;
    throw error;
  }
}

async function makeAdministrator(tx: Transaction, input: SetupInput, passwordHash: string, now: Date): Promise<number> {
  if (!(await useSetupLink(tx, hashOf(input.token), now))) throw new SetupRefused('setupLinkInvalid');
  if (await hasAdministrator(tx)) throw new SetupRefused('setupDone');
  const id = await createAdministrator(tx, { ...input, passwordHash });
  if (id === undefined) throw new SetupRefused('nameTaken');
  return id;
}
