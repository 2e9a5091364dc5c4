/** Sessions: what the browser's cookie stands for. Idle for 8 hours or 7 days old, they end. */
import { addSession, type Database, endSession, findSession, touchSession } from '@kobling/store';
import { hashOf, newToken } from './digest.ts';

export const idleMs = 8 * 3_600_000;
export const longestMs = 7 * 24 * 3_600_000;
/** A session's last use is written at most this often. */
const touchMs = 60_000;
export const cookieName = 'kobling_session';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly role: 'administrator' | 'user';
  readonly language: string;
}
export interface Session {
  readonly idHash: Buffer;
  readonly csrf: string;
  readonly person: Person;
}

/** Where a session is begun, and with which browser, as its owner will read it. */
export interface Origin {
  readonly address: string;
  readonly agent: string;
}

export interface Sessions {
  /** A new id for the cookie; the one the browser came with ends, so that a planted id is worth nothing. */
  begin(person: Person, previous: Session | undefined, from: Origin): Promise<Begun>;
  find(id: string, touch: boolean): Promise<Session | undefined>;
  end(session: Session): Promise<void>;
}

export interface Begun {
  readonly id: string;
  readonly session: Session;
}

export function createSessions(db: Database, now: () => Date): Sessions {
  return {
    async begin(person, previous, from) {
      const id = newToken();
      const csrf = newToken();
      const idHash = hashOf(id);
      const at = now();
      if (previous !== undefined) await endSession(db, previous.idHash);
      const expiresAt = new Date(at.getTime() + longestMs);
      await addSession(db, { idHash, userId: person.id, csrf, now: at, expiresAt, ...from });
      return { id, session: { idHash, csrf, person } };
    },
    async find(id, touch) {
      const at = now();
      const idHash = hashOf(id);
      const row = await findSession(db, idHash, at, new Date(at.getTime() - idleMs));
      if (row === undefined) return undefined;
      if (touch && at.getTime() - row.usedAt.getTime() > touchMs) await touchSession(db, idHash, at);
      const { userId, name, fullName, role, language } = row;
      return { idHash, csrf: row.csrf, person: { id: userId, name, fullName, role, language } };
    },
    end: (session) => endSession(db, session.idHash),
  };
}
