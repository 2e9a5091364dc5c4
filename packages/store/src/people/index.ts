/** Users, groups, and who holds a licence. Sessions, tokens and passwords' rules are in `access/` and the server. */
export {
  activeAdministrators,
  addUser,
  allUsers,
  changeUser,
  findUserByName,
  getUser,
  licenseUsers,
  userCount,
} from './users.ts';
export type { NewUser, User, UserChange } from './users.ts';
export { addGroup, allGroups, removeGroup, renameGroup, setGroupMembers, usersInGroups } from './groups.ts';
export type { Group } from './groups.ts';
