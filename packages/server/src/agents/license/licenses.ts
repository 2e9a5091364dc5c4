/** The two licences of rule 14, the site's and the users', as the vendor's license agent tells of them. */
import type { z } from 'zod';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { findUser, type LicencesShown, readLicences } from '../../services/index.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { extendedLicenseInfo, licenceStatus, licenseOwner, moduleLicense } from '../carriers/people.ts';
import { type AgentCall, method } from '../method.ts';
import { licenseNames, toLicenseOwner } from '../user/users.ts';

const toModule = ({ most }: LicencesShown): z.output<typeof moduleLicense> =>
  moduleLicense.parse({
    OwnerName: licenseNames.owner,
    ModuleName: licenseNames.module,
    ModuleDescription: 'The ERP tab',
    LicenseType: 'UserLicense',
    Unrestricted: most === null,
    AllowedUserType: 'InternalAssociate',
    NumberOfLicenses: most ?? 0,
  });

/** Blank stands for the hub's own. Rejected `license.unknown`. */
function known(ownerName: string): Outcome {
  if (ownerName === '' || ownerName.toLowerCase() === licenseNames.owner.toLowerCase()) return done(undefined);
  return rejected('license.unknown', `There is no license owner ${ownerName}. The hub's own is ${licenseNames.owner}.`);
}

/** The user asked for, else who calls; others' licences are told to administrators. */
async function licensedOf(associateId: number, { hub, person }: AgentCall): Promise<Outcome<boolean>> {
  const id = associateId === 0 ? person.id : associateId;
  if (id !== person.id && person.role !== 'administrator')
    return rejected('user.forbidden', `What user ${id} holds, only administrators are told. Ask for 0: yourself.`);
  const found = await findUser(hub, id);
  return found.status === 'done' ? done(found.value.licensed && found.value.active) : found;
}

/** Without the site's licence `Current` is null. */
export const getLicenseFromDB = method({
  right: 'administrator',
  reads: true,
  request: carrier({ OwnerName: text }),
  response: extendedLicenseInfo,
  async handle({ OwnerName }, { hub }) {
    const owner = known(OwnerName);
    if (owner.status !== 'done') return owner;
    const licences = await readLicences(hub);
    const { most, used, site } = licences;
    const module = toModule(licences);
    return done(
      extendedLicenseInfo.parse({
        Current: site
          ? { OwnerName: licenseNames.owner, OwnerDescription: licenseNames.owner, ModuleLicenses: [module] }
          : null,
        ExtendedModuleLicenses: [
          {
            Current: module,
            NumberOfLicensesInUse: used,
            NumberOfLicensesFree: most === null ? 0 : Math.max(0, most - used),
            NumberOfLicensesTotal: most ?? 0,
          },
        ],
      }),
    );
  },
});

export const getModuleLicenseFromDB = method({
  right: 'administrator',
  reads: true,
  request: carrier({ OwnerName: text, ModuleName: text }),
  response: moduleLicense,
  async handle({ OwnerName, ModuleName }, { hub }) {
    const owner = known(OwnerName);
    if (owner.status !== 'done') return owner;
    if (ModuleName.toLowerCase() !== licenseNames.module.toLowerCase())
      return rejected(
        'license.unknown',
        `There is no module ${ModuleName}. The hub's only one is ${licenseNames.module}.`,
      );
    return done(toModule(await readLicences(hub)));
  },
});

export const getUserLicenses = method({
  right: 'user',
  reads: true,
  request: carrier({ AssociateId: int }),
  response: list(licenseOwner),
  async handle({ AssociateId }, call) {
    const licensed = await licensedOf(AssociateId, call);
    if (licensed.status !== 'done') return licensed;
    return done([toLicenseOwner(licensed.value, await readLicences(call.hub))]);
  },
});

/** A self-hosted licence does not run out: its dates are null. The module is named where site and user both hold it. */
export const getUserAndInstallationLicenceStatus = method({
  right: 'user',
  reads: true,
  request: carrier({ AssociateId: int }),
  response: licenceStatus,
  async handle({ AssociateId }, call) {
    const licensed = await licensedOf(AssociateId, call);
    if (licensed.status !== 'done') return licensed;
    const { site } = await readLicences(call.hub);
    return done(licenceStatus.parse({ UserLicenses: site && licensed.value ? [licenseNames.module] : [] }));
  },
});
