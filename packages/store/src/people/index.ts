/** Users, groups, and who holds a licence. Sessions, tokens and passwords' rules are in `access/` and the server. */
export {
  activeAdministrators,
  addUser,
  allUsers,
  changeUser,
  findUserByName,
  getUser,
  licenseUsers,
  setPasswordHash,
  userCount,
} from './users.ts';
export type { NewUser, User, UserChange } from './users.ts';
export {
  addGroup,
  allGroups,
  groupUses,
  removeGroup,
  renameGroup,
  setGroupMembers,
  setGroupsOfUser,
  usersInGroups,
} from './groups.ts';
export type { Group, GroupUse } from './groups.ts';
export * from './licences.ts';
export * from './user-links.ts';
export * from './audit-trail.ts';
