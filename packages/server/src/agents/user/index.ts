/** The User agent: users, their groups and passwords. */
import type { Method } from '../method.ts';
import { changeOwnPassword, setPassword } from './passwords.ts';
import { createDefaultUser, deleteUser, getUser, getUserFromName, saveUser } from './user-entity.ts';
import { deleteUserGroup, getAllUserGroups, getUserGroup, getUserGroupList, saveUserGroup } from './user-groups.ts';
import { getUserInfo, getUserInfoList } from './user-info.ts';

export const user: Readonly<Record<string, Method>> = {
  CreateDefaultUser: createDefaultUser,
  GetUser: getUser,
  GetUserFromName: getUserFromName,
  SaveUser: saveUser,
  DeleteUser: deleteUser,
  SetPassword: setPassword,
  ChangeOwnPassword: changeOwnPassword,
  GetAllUserGroups: getAllUserGroups,
  GetUserGroup: getUserGroup,
  GetUserGroupList: getUserGroupList,
  SaveUserGroup: saveUserGroup,
  DeleteUserGroup: deleteUserGroup,
  GetUserInfo: getUserInfo,
  GetUserInfoList: getUserInfoList,
};
