/** API tokens: made by a person for a program, shown once, revoked by the person or an administrator. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { addApiToken, addAudit, type ApiToken, apiTokens, removeApiToken, type TokenScope } from '@kobling/store';
import { hashOf, newToken } from '../../auth/digest.ts';
import type { Person } from '../../auth/index.ts';
import type { PeopleHub } from './people-hub.ts';

export interface TokenWish {
  readonly name: string;
  readonly scope: TokenScope;
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
}
/** Undefined: everybody's. */
export const listTokens = (hub: PeopleHub, userId?: number): Promise<readonly ApiToken[]> => apiTokens(hub.db, userId);

const longestName = 100;

/** What the token is said once, here; the hub keeps its hash. Rejected `token.*`. */
export async function createToken(
  hub: PeopleHub,
  person: Person,
  { name, scope, expiresAt }: TokenWish,
): Promise<Outcome<{ readonly id: number; readonly token: string }>> {
  const called = name.trim();
  if (called === '' || called.length > longestName)
    return rejected('token.name', `A token needs a name of at most ${longestName} characters: say what it is for.`);
  if (scope === 'settings' && person.role !== 'administrator')
    return rejected('token.scope', 'A token cannot do more than its owner: settings are for administrators.');
  const now = hub.now();
  if (expiresAt !== null && expiresAt <= now)
    return rejected('token.expiry', 'The token would have expired already. Choose a later day.');
  // Recognised when it turns up where it should not, by people and by programs that look for such.
  const token = `kobling_${newToken()}`;
  return await hub.db.transaction(async (tx) => {
    const id = await addApiToken(tx, { userId: person.id, name: called, hash: hashOf(token), scope, now, expiresAt });
    if (id === undefined)
      return rejected('token.exists', `You have a token ${called} already. Choose another name, or revoke that one.`);
    const until = expiresAt === null ? null : expiresAt.toISOString();
    await addAudit(tx, {
      by: person.name,
      action: 'token.add',
      subject: `${person.name}: ${called}`,
      new: { scope, until },
    });
    return done({ id, token });
  });
}

/** `ownerId`: only if it is that user's. Rejected `token.unknown`. */
export async function revokeToken(hub: PeopleHub, id: number, by: string, ownerId?: number): Promise<Outcome> {
  return await hub.db.transaction(async (tx) => {
    const [known] = (await apiTokens(tx, ownerId)).filter((token) => token.id === id);
    const removed = await removeApiToken(tx, id, ownerId);
    if (known === undefined || removed === undefined)
      return rejected('token.unknown', 'This token was revoked already. Load the list again.');
    await addAudit(tx, { by, action: 'token.revoke', subject: `${known.owner}: ${known.name}` });
    return done(undefined);
  });
}
