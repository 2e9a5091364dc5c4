/** The MDO agent: lists to choose from. */
import type { Method } from '../method.ts';
import { getList } from './get-list.ts';
import { getListItem } from './get-list-item.ts';
import { getSimpleList } from './get-simple-list.ts';

export const mdo: Readonly<Record<string, Method>> = {
  GetList: getList,
  GetSimpleList: getSimpleList,
  GetListItem: getListItem,
};
