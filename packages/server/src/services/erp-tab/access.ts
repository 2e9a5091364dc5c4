/** May this person use this connection, and for what? Administrators have no way around its scope: they may change it. */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { connectionFor, type UsableConnection } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { unknownConnection } from '../set-up/connection.ts';

export interface User {
  readonly id: number;
  readonly name: string;
}
/** Looking, linking and unlinking, and creating in the ERP. */
export type Use = 'see' | 'connect' | 'create';

const rightOf = {
  see: { has: 'canSee', words: 'use' },
  connect: { has: 'canConnect', words: 'connect records on' },
  create: { has: 'canCreate', words: 'create records in the ERP on' },
} as const;

/** Rejected `connection.unknown`; `connection.noAccess` with the right that is missing. */
export async function mayUse(
  hub: ServiceHub,
  connectionId: number,
  user: User,
  use: Use,
): Promise<Outcome<UsableConnection>> {
  const found = await connectionFor(hub.db, connectionId, user.id);
  if (found === undefined) return unknownConnection(connectionId);
  const { has, words } = rightOf[use];
  if (found[has]) return done(found);
  // Who may not see it is not told its name.
  const named = found.canSee ? textIn('en', found.name) : `connection ${connectionId}`;
  return rejected(
    'connection.noAccess',
    `${user.name} may not ${words} ${named}: the right "${use}" is missing. Ask an administrator to give it to you or to one of your groups.`,
  );
}

/** The same; rejected `connection.inactive` too. */
export async function mayUseActive(
  hub: ServiceHub,
  connectionId: number,
  user: User,
  use: Use,
): Promise<Outcome<UsableConnection>> {
  const found = await mayUse(hub, connectionId, user, use);
  if (found.status !== 'done' || found.value.active) return found;
  return rejected(
    'connection.inactive',
    `${textIn('en', found.value.name)} is not active. An administrator can activate it under Settings.`,
  );
}
