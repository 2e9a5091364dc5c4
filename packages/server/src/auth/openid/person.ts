/**
 * Which of our users an account of the provider is. Known accounts are known by issuer and subject; a new one is somebody
 * we know by the operator's rule, is made where the operator said so, or is refused with what to do.
 */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  addUser,
  changeUser,
  type Database,
  findUserByName,
  getUser,
  identityOf,
  linkIdentity,
  setRoleByGroup,
  touchIdentity,
  type Transaction,
  type User,
  usersByEmail,
} from '@kobling/store';
import type { Claims } from './provider.ts';
import type { OpenIdSettings } from './settings.ts';

const textOf = (claims: Claims, name: string): string => {
  const value = claims[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** Of a list, or of one text; anything else is no group. */
export function groupsOf(claims: Claims, name: string): readonly string[] {
  const value = claims[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Rejected `openid.*`: the sentence is for the hub's log; the page says its own. */
export async function personOfClaims(
  db: Database,
  settings: OpenIdSettings,
  claims: Claims,
  now: Date,
): Promise<Outcome<User>> {
  const subject = textOf(claims, 'sub');
  if (subject === '') return rejected('openid.untrusted', 'The provider named no subject.');
  const groups = groupsOf(claims, settings.groupsClaim);
  if (settings.allowed.length > 0 && !settings.allowed.some((group) => groups.includes(group)))
    return rejected('openid.refused', `The account ${subject} is in none of the groups that operator.yaml allows.`);
  const isAdministrator = settings.administrators.some((group) => groups.includes(group));
  return await db.transaction(async (tx) => {
    const identity = await identityOf(tx, settings.issuer, subject);
    const known = identity === undefined ? undefined : await getUser(tx, identity.userId);
    if (known !== undefined && !known.active)
      return rejected('openid.closed', `The user ${known.name} is not active. Activate it under Users.`);
    if (known !== undefined) await touchIdentity(tx, settings.issuer, subject, now);
    const user =
      known === undefined ? await firstTime(tx, settings, claims, { subject, isAdministrator, now }) : done(known);
    if (user.status !== 'done') return user;
    return done(await withRole(tx, settings, user.value, { subject, isAdministrator, byGroup: identity?.roleByGroup }));
  });
}

interface Newcomer {
  readonly subject: string;
  readonly isAdministrator: boolean;
  readonly now: Date;
}

async function firstTime(
  tx: Transaction,
  settings: OpenIdSettings,
  claims: Claims,
  { subject, isAdministrator, now }: Newcomer,
): Promise<Outcome<User>> {
  const found = await matching(tx, settings, claims);
  if (found?.active === false)
    return rejected('openid.closed', `The user ${found.name} is not active. Activate it under Users.`);
  // A name or address may be given to another at the provider; an administrator's account is worth more than that.
  if (found?.role === 'administrator' && !isAdministrator)
    return rejected(
      'openid.administrator',
      `The user ${found.name} is an administrator, and the account is in no group of openid.groups.administrators.`,
    );
  const user = found === undefined ? await made(tx, settings, claims, subject) : done(found);
  if (user.status !== 'done') return user;
  await linkIdentity(tx, { issuer: settings.issuer, subject, userId: user.value.id, now });
  const more = { old: null, new: { issuer: settings.issuer, subject } };
  await addAudit(tx, { by: user.value.name, action: 'openid.link', subject: `user ${user.value.name}`, ...more });
  return user;
}

/** The one user whom the operator's rule names. An address counts only when the provider says that it was verified. */
async function matching(tx: Transaction, { match }: OpenIdSettings, claims: Claims): Promise<User | undefined> {
  if (match === 'username') {
    const name = textOf(claims, 'preferred_username');
    return name === '' ? undefined : await findUserByName(tx, name);
  }
  const email = textOf(claims, 'email');
  if (match !== 'email' || email === '' || claims['email_verified'] !== true) return undefined;
  const users = await usersByEmail(tx, email);
  return users.length === 1 ? users[0] : undefined;
}

async function made(
  tx: Transaction,
  settings: OpenIdSettings,
  claims: Claims,
  subject: string,
): Promise<Outcome<User>> {
  if (settings.newUsers === 'refuse')
    return rejected(
      'openid.unknown',
      `No user belongs to the account ${subject}. Make one under Users (its e-mail address is what it is known by), or set openid.newUsers in operator.yaml.`,
    );
  const verified = claims['email_verified'] === true ? textOf(claims, 'email') : '';
  const name = [textOf(claims, 'preferred_username'), verified, subject].find((one) => one !== '') ?? subject;
  const added = await addUser(tx, {
    name: name.slice(0, 100),
    fullName: textOf(claims, 'name').slice(0, 200),
    email: verified,
  });
  if (added.status === 'done')
    await addAudit(tx, {
      by: 'openid',
      action: 'user.make',
      subject: `user ${added.value.name}`,
      new: { role: 'user' },
    });
  // Somebody else has the name: the account does not become them.
  return added.status === 'done'
    ? added
    : rejected('openid.nameTaken', `The account ${subject} would be named ${name}, and there is such a user.`);
}

interface Role {
  readonly subject: string;
  readonly isAdministrator: boolean;
  readonly byGroup: boolean | undefined;
}

/** A role that came with a group goes with it; one that was given here stays. */
async function withRole(
  tx: Transaction,
  { issuer, administrators }: OpenIdSettings,
  user: User,
  { subject, isAdministrator, byGroup = false }: Role,
): Promise<User> {
  const wanted = isAdministrator ? 'administrator' : byGroup || administrators.length === 0 ? 'user' : user.role;
  const given = isAdministrator && user.role !== 'administrator';
  const taken = !isAdministrator && byGroup && user.role === 'administrator';
  if (!given && !taken) return user;
  const changed = await changeUser(tx, user.id, { role: wanted });
  if (changed.status !== 'done') return user; // The last administrator stays one.
  await setRoleByGroup(tx, issuer, subject, given);
  const more = { old: user.role, new: wanted };
  await addAudit(tx, { by: 'openid', action: 'user.role', subject: `user ${user.name}`, ...more });
  return changed.value;
}
