/** The ERP tab needs its user's licence (rule 14). Read at each call: one that was taken away counts at once. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { getUser } from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import type { User } from './access.ts';

/** Rejected `user.noLicence`. */
export async function mustHoldLicence(hub: Pick<ServiceHub, 'db'>, user: User): Promise<Outcome> {
  const found = await getUser(hub.db, user.id);
  if (found?.licensed === true) return done(undefined);
  return rejected('user.noLicence', `${user.name} has no ERP Sync licence.`);
}
