/** A user's sessions: which browsers are logged in as them, and the end of one or all. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addAudit, endSessionOf, endSessionsOf, getUser, type OpenSession, sessionsOf } from '@kobling/store';
import { idleMs } from '../../auth/sessions.ts';
import { noUser, type PeopleHub } from './people-hub.ts';

export interface SessionShown extends Omit<OpenSession, 'idHash'> {
  /** The one that asks. */
  readonly isThis: boolean;
}

/** The last used first. Rejected `user.unknown`. */
export async function listSessions(
  hub: PeopleHub,
  userId: number,
  asking?: Buffer,
): Promise<Outcome<readonly SessionShown[]>> {
  if ((await getUser(hub.db, userId)) === undefined) return noUser(userId);
  const now = hub.now();
  const open = await sessionsOf(hub.db, userId, now, new Date(now.getTime() - idleMs));
  return done(open.map(({ idHash, ...rest }) => ({ ...rest, isThis: asking?.equals(idHash) === true })));
}

/** Rejected `session.unknown`: it is over, or another's. */
export async function endSession(hub: PeopleHub, userId: number, no: number, by: string): Promise<Outcome> {
  const user = await getUser(hub.db, userId);
  if (user === undefined) return noUser(userId);
  return await hub.db.transaction(async (tx) => {
    if (!(await endSessionOf(tx, userId, no)))
      return rejected('session.unknown', 'This session is over already. Load the list again.');
    await addAudit(tx, { by, action: 'session.end', subject: user.name });
    return done(undefined);
  });
}

/** All but the one that asks, if that is among them; answers how many. */
export async function endSessions(
  hub: PeopleHub,
  userId: number,
  by: string,
  but?: Buffer,
): Promise<Outcome<{ readonly ended: number }>> {
  const user = await getUser(hub.db, userId);
  if (user === undefined) return noUser(userId);
  return await hub.db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, userId, but);
    if (ended > 0) await addAudit(tx, { by, action: 'session.end', subject: user.name, new: { ended } });
    return done({ ended });
  });
}
