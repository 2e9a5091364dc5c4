/** Users as the vendor's carriers have them, and what a saved carrier asks for. */
import type { z } from 'zod';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { UserChange } from '@kobling/store';
import { type GroupShown, type LicencesShown, listGroups, readLicences, type UserShown } from '../../services/index.ts';
import { licenseOwner, moduleLicenseLink, role, user, userGroup, userInfo } from '../carriers/people.ts';
import type { AgentCall } from '../method.ts';

export type VendorUser = z.output<typeof user>;

/** The module and its owner, as this hub calls them. */
export const licenseNames = { owner: 'Kobling', module: 'ERP Sync', moduleId: 1 } as const;

const roles = [
  { id: 1, name: 'administrator', tooltip: 'Everything, settings too' },
  { id: 2, name: 'user', tooltip: 'The CRM, and the ERP tab with a licence' },
] as const;
type RoleName = (typeof roles)[number]['name'];
const toRole = (name: RoleName): z.output<typeof role> => {
  const { id, tooltip } = roles.find((one) => one.name === name) ?? roles[1];
  return role.parse({ Id: id, Value: name, Tooltip: tooltip });
};

/** A group that was deleted is gone, so that none is answered as deleted. */
export const toUserGroup = ({ id, name }: GroupShown, rank: number): z.output<typeof userGroup> =>
  userGroup.parse({ Id: id, Value: name, Rank: rank });

/** The groups of the hub, for the carriers that name some. */
export const groupsFor = async ({ hub }: AgentCall): Promise<readonly GroupShown[]> => await listGroups(hub);

export function toLicenseOwner(licensed: boolean, { most, used }: LicencesShown): z.output<typeof licenseOwner> {
  const link = moduleLicenseLink.parse({
    Unrestricted: most === null,
    Total: most ?? 0,
    CanAssign: true,
    Free: most === null ? 0 : Math.max(0, most - used),
    InUse: used,
    Assigned: licensed,
    ModuleLicenseId: licenseNames.moduleId,
    Name: licenseNames.module,
    Description: 'The ERP tab',
  });
  const [restricted, unrestricted] = most === null ? [[], [link]] : [[link], []];
  return licenseOwner.parse({
    Name: licenseNames.owner,
    Description: licenseNames.owner,
    RestrictedModuleLicenses: restricted,
    UnrestrictedModuleLicenses: unrestricted,
  });
}

export async function toUser(shown: UserShown, { hub }: Pick<AgentCall, 'hub'>): Promise<VendorUser> {
  const groups = (await listGroups(hub)).filter(({ id }) => shown.groups.includes(id)).map(toUserGroup);
  return user.parse({
    AssociateId: shown.id,
    Name: shown.name,
    UserName: shown.name,
    Tooltip: shown.fullName,
    LicenseOwners: [toLicenseOwner(shown.licensed, await readLicences(hub))],
    Role: toRole(shown.role),
    UserGroup: groups[0] ?? null,
    OtherGroups: groups.slice(1),
    Deleted: !shown.active,
    IsPersonRetired: !shown.active,
    Type: 'InternalAssociate',
    CustomFields: { email: shown.email, language: shown.language },
  });
}

export const toUserInfo = (shown: UserShown, groups: readonly GroupShown[]): z.output<typeof userInfo> => {
  const group = groups.find(({ id }) => shown.groups.includes(id));
  const { Value, Tooltip } = toRole(shown.role);
  return userInfo.parse({
    Deleted: !shown.active,
    UserInfoId: shown.id,
    UserName: shown.name,
    Tooltip: shown.fullName,
    UserGroupId: group?.id ?? 0,
    UserGroupName: group?.name ?? '',
    UserType: 'InternalAssociate',
    GrantedLicenses: shown.licensed ? [licenseNames.module] : [],
    CanLogon: shown.active,
    RoleName: Value,
    RoleTooltip: Tooltip,
  });
};

/** A property that is blank or left out stays as it is; the licence is what LicenseOwners ticks. */
export function wishOf(
  sent: VendorUser,
): Outcome<UserChange & { readonly name: string; readonly groups?: readonly number[] }> {
  const known = sent.Role === null ? undefined : roles.find(({ id }) => id === sent.Role?.Id);
  if (sent.Role !== null && known === undefined)
    return rejected('user.role', 'Role.Id is 1 (administrator) or 2 (user). Correct it.');
  const links = sent.LicenseOwners.flatMap((owner) => [
    ...owner.RestrictedModuleLicenses,
    ...owner.UnrestrictedModuleLicenses,
  ]).filter(({ Name }) => Name === licenseNames.module);
  const groups = [sent.UserGroup, ...sent.OtherGroups].flatMap((group) => (group === null ? [] : [group.Id]));
  const { email, language } = sent.CustomFields;
  return done({
    name: sent.UserName === '' ? sent.Name : sent.UserName,
    fullName: sent.Tooltip,
    active: !sent.Deleted,
    ...(known !== undefined && { role: known.name }),
    ...(links.length > 0 && { licensed: links.some(({ Assigned }) => Assigned) }),
    ...(groups.length > 0 && { groups }),
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
  });
}
