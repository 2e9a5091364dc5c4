/** The List agent: lists and their items, to be edited. MDO is for choosing from them. */
import type { Method } from '../method.ts';
import * as items from './items.ts';
import * as entity from './list-entity.ts';
import { moveListItem, sortListItems } from './order.ts';

export const list: Readonly<Record<string, Method>> = {
  GetListDefinitions: entity.getListDefinitions,
  GetListEntity: entity.getListEntity,
  GetListEntityByName: entity.getListEntityByName,
  CreateDefaultListEntity: entity.createDefaultListEntity,
  SaveListEntity: entity.saveListEntity,
  SaveListEntityByName: entity.saveListEntityByName,
  DeleteListEntity: entity.deleteListEntity,
  DeleteListEntityByName: entity.deleteListEntityByName,
  CreateDefaultListItemEntity: items.createDefaultListItemEntity,
  SaveListItemEntity: items.saveListItemEntity,
  GetAllFromListDefinition: items.getAllFromListDefinition,
  GetAllFromListName: items.getAllFromListName,
  GetFromListDefinition: items.getFromListDefinition,
  GetFromListName: items.getFromListName,
  AddFromListDefinition: items.addFromListDefinition,
  AddFromListName: items.addFromListName,
  SaveFromListDefinition: items.saveFromListDefinition,
  SaveFromListName: items.saveFromListName,
  DeleteFromListDefinition: items.deleteFromListDefinition,
  DeleteFromListName: items.deleteFromListName,
  MoveListItem: moveListItem,
  SortListItems: sortListItems,
};
