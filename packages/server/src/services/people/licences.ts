/** The two licences of rule 14: the site's, for ERP Sync as a whole, and one for each user who works with the ERP tab. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addAudit,
  holdsLicence,
  licencesInUse,
  licenceSetting,
  lockLicences,
  mergeSetting,
  readSiteLicence,
  setLicensed,
  type SiteLicence,
} from '@kobling/store';
import type { Person } from '../../auth/index.ts';
import type { PeopleHub } from './people-hub.ts';
import { auditChange, whole } from '../audited.ts';
import { needSeats } from './users.ts';

export interface LicencesShown extends SiteLicence {
  /** Active users who hold one. */
  readonly used: number;
}
export const readLicences = async ({ db }: Pick<PeopleHub, 'db'>): Promise<LicencesShown> => ({
  ...(await readSiteLicence(db)),
  used: await licencesInUse(db),
});

const noSite = rejected(
  'site.noLicence',
  'The site has no ERP Sync licence. An administrator can turn it on under Settings and maintenance, Licences.',
);

/** May this person work with the ERP tab? Rejected `site.noLicence`, `user.noLicence`: which of the two is missing. */
export async function mustHoldLicence(
  { db }: Pick<PeopleHub, 'db'>,
  person: Pick<Person, 'id' | 'name'>,
): Promise<Outcome> {
  switch (await holdsLicence(db, person.id)) {
    case 'both':
      return done(undefined);
    case 'noSite':
      return noSite;
    case 'noUser':
      return rejected(
        'user.noLicence',
        `${person.name} has no ERP Sync licence. Ask an administrator to give you the licence under Settings and maintenance, Licences.`,
      );
  }
}

/** For what concerns the site as a whole, such as automatic sync. Rejected `site.noLicence`. */
export const siteMustBeLicensed = async ({ db }: Pick<PeopleHub, 'db'>): Promise<Outcome> =>
  (await readSiteLicence(db)).site ? done(undefined) : noSite;

/** The site's. Rejected `licence.tooFew`: more users hold one than there would be. */
export const changeSiteLicence = (
  hub: PeopleHub,
  change: Partial<SiteLicence>,
  by: string,
): Promise<Outcome<LicencesShown>> =>
  whole(hub, async (tx) => {
    await lockLicences(tx);
    const before = await readSiteLicence(tx);
    const used = await licencesInUse(tx);
    const most = change.most === undefined ? before.most : change.most;
    if (change.most !== undefined && most !== null && used > most)
      return rejected(
        'licence.tooFew',
        `${used} users hold a licence, more than ${most}. Take it from ${used - most} of them first.`,
      );
    await mergeSetting(tx, licenceSetting, change);
    const after = await readSiteLicence(tx);
    await auditChange(tx, { by, subject: 'site', action: 'licence.site' }, { ...before }, { ...after });
    return done({ ...after, used });
  });

/** Gives to these users, or takes from them. Rejected `licence.none`: the site has not so many; then nobody gets one. */
export const licenseUsersById = (
  hub: PeopleHub,
  { userIds, licensed }: { readonly userIds: readonly number[]; readonly licensed: boolean },
  by: string,
): Promise<Outcome<LicencesShown>> =>
  whole(hub, async (tx) => {
    await lockLicences(tx);
    const changed = await setLicensed(tx, userIds, licensed);
    if (licensed && changed.length > 0) await needSeats(tx);
    for (const subject of changed)
      await addAudit(tx, { by, action: licensed ? 'licence.give' : 'licence.take', subject });
    return done({ ...(await readSiteLicence(tx)), used: await licencesInUse(tx) });
  });
