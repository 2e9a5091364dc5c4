/** Carriers of users, groups and licences. */
import { bool, carrier, choice, dictionary, entity, instant, int, list, maybe, text } from './kinds.ts';
import { mdoListItem } from './lists.ts';

export const userType = choice([
  'Unknown',
  'InternalAssociate',
  'ResourceAssociate',
  'ExternalAssociate',
  'AnonymousAssociate',
  'SystemAssociate',
]);

export const associate = entity({
  AssociateId: int,
  Name: text,
  PersonId: int,
  Rank: int,
  Tooltip: text,
  Type: userType,
  GroupIdx: int,
  FullName: text,
  FormalName: text,
  Deleted: bool,
  EjUserId: int,
  UserName: text,
  ExtraFields: dictionary,
  CustomFields: dictionary,
});

export const userGroup = entity({ Value: text, Tooltip: text, Id: int, Rank: int, Deleted: bool });

export const userInfo = entity({
  Deleted: bool,
  UserInfoId: int,
  UserName: text,
  PersonId: int,
  Rank: int,
  Tooltip: text,
  UserGroupId: int,
  EjUserId: int,
  UserType: userType,
  GrantedLicenses: list(text),
  CanLogon: bool,
  RoleName: text,
  RoleTooltip: text,
  UserGroupName: text,
  UserGroupTooltip: text,
});

export const role = entity({ Id: int, Value: text, Tooltip: text });

export const moduleLicenseLink = entity({
  Unrestricted: bool,
  Total: int,
  Tooltip: text,
  CanAssign: bool,
  Free: int,
  InUse: int,
  IsHidden: bool,
  Assigned: bool,
  ModuleLicenseId: int,
  Name: text,
  Description: text,
  PrerequisiteModuleName: text,
  SortOrder: int,
  ExtraFlags: int,
});
export const licenseOwner = entity({
  Name: text,
  Description: text,
  RestrictedModuleLicenses: list(moduleLicenseLink),
  UnrestrictedModuleLicenses: list(moduleLicenseLink),
});

export const user = entity({
  AssociateId: int,
  Name: text,
  Rank: int,
  Tooltip: text,
  LicenseOwners: list(licenseOwner),
  Role: maybe(role),
  UserGroup: maybe(userGroup),
  OtherGroups: list(userGroup),
  /** The CRM's persons are not its users: always null in answers, ignored in a save. */
  Person: maybe(carrier({})),
  Deleted: bool,
  Lastlogin: instant,
  Lastlogout: instant,
  EjUserId: int,
  RequestSignature: text,
  Type: userType,
  IsPersonRetired: bool,
  IsOnTravel: bool,
  Credentials: list(carrier({})),
  UserName: text,
  TicketCategories: list(mdoListItem),
  NickName: text,
  WaitingForApproval: bool,
  ExtraFields: dictionary,
  CustomFields: dictionary,
  PostSaveCommands: list(carrier({})),
});

const licenseType = choice(['Unknown', 'SiteLicense', 'SatelliteLicense', 'UserLicense']);
export const moduleLicense = carrier({
  OwnerName: text,
  ModuleName: text,
  ModuleDescription: text,
  ModuleTooltip: text,
  ModuleVersion: text,
  LicenseType: licenseType,
  Unrestricted: bool,
  AllowedUserType: userType,
  NumberOfLicenses: int,
  ExtraFlags: int,
  ExtraInfo: text,
  SortOrder: int,
  IsHidden: bool,
  PrerequisiteModuleName: text,
  Signature: text,
});
const extendedModuleLicense = carrier({
  New: maybe(moduleLicense),
  Current: maybe(moduleLicense),
  NumberOfLicensesInUse: int,
  NumberOfLicensesFree: int,
  NumberOfLicensesAdded: int,
  NumberOfLicensesNewTotal: int,
  NumberOfLicensesNewFree: int,
  NumberOfLicensesTotal: int,
});
const licenseInfo = carrier({
  CompanyName: text,
  SerialNr: text,
  OwnerName: text,
  OwnerDescription: text,
  NextCheckDate: instant,
  MaintenanceDate: instant,
  AdminWarningDate: instant,
  ExpiryDate: instant,
  GraceDate: instant,
  ExtraFlags: int,
  ExtraInfo: text,
  LicenseUrl: text,
  LicenseVersion: text,
  DeploymentType: int,
  ProductType: text,
  ProductDescription: text,
  ModuleLicenses: list(moduleLicense),
  PublicKey: maybe(carrier({})),
  Signature: text,
});
export const extendedLicenseInfo = carrier({
  Reason: text,
  CanBeActivated: bool,
  New: maybe(licenseInfo),
  Current: maybe(licenseInfo),
  ExtendedModuleLicenses: list(extendedModuleLicense),
  AccumulatedNextCheckDate: instant,
});
export const licenceStatus = entity({
  AdminWarningDate: instant,
  ExpiryDate: instant,
  GraceDate: instant,
  CompanyName: text,
  SerialNr: text,
  UserLicenses: list(text),
});
