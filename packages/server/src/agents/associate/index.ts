/** The Associate agent: who am I, and who are the others. */
import type { Method } from '../method.ts';
import { getAssociate, getAssociateList, getAssociatesByGroup } from './associates.ts';

export const associate: Readonly<Record<string, Method>> = {
  GetAssociate: getAssociate,
  GetAssociateList: getAssociateList,
  GetAssociatesByGroup: getAssociatesByGroup,
};
