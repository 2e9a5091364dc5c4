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

const rightOf = { see: 'canSee', connect: 'canConnect', create: 'canCreate' } as const;

/** Rejected `connection.unknown`; `connection.noAccess` with the right that is missing, and where it is given. */
export async function mayUse(
  hub: ServiceHub,
  connectionId: number,
  user: User,
  use: Use,
): Promise<Outcome<UsableConnection>> {
  const found = await connectionFor(hub.db, connectionId, user.id);
  if (found === undefined) return unknownConnection(connectionId);
  if (found[rightOf[use]]) return done(found);
  return rejected('connection.noAccess', whyNot(found, connectionId, user, use));
}

/** Who may not see a connection is not told its name. */
function whyNot(found: UsableConnection, id: number, { name: who }: User, use: Use): string {
  if (!found.canSee)
    return `Connection ${id} is not open to ${who}. Ask an administrator to open it to you or to one of your groups, under its scope.`;
  const name = textIn('en', found.name);
  return use === 'create'
    ? `${who} may not create records in ${name}. Ask an administrator to give that right to you or to one of your groups, under the connection's scope.`
    : `${who} may not connect records on ${name}. Ask an administrator to give that right to you or to one of your groups, under the connection's scope.`;
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
