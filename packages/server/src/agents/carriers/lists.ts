/** Carriers of lists. */
import { bool, carrier, entity, int, list, text } from './kinds.ts';

export const listItem = carrier({ Id: int, Name: text, ToolTip: text });

const item = {
  Id: int,
  Name: text,
  ToolTip: text,
  Deleted: bool,
  Rank: int,
  Type: text,
  IconHint: text,
  ColorBlock: int,
  ExtraInfo: text,
  StyleHint: text,
  FullName: text,
} as const;
/** Headings hold items; the hub's lists have one level of them. */
export const mdoListItem = entity({ ...item, ChildItems: list(entity(item)) });

/** A list as a whole, to be edited. */
export const listEntity = entity({
  Id: int,
  Name: text,
  Tooltip: text,
  Deleted: bool,
  Rank: int,
  IsCustomList: bool,
  IsMDOList: bool,
  UseGroupsAndHeadings: bool,
  ListType: text,
  InUseByUserDefinedFields: bool,
});
/** One item of it, to be edited: its name as it is stored, with all languages. */
export const listItemEntity = entity({
  Id: int,
  Name: text,
  Tooltip: text,
  Deleted: bool,
  UdListDefinitionId: int,
  Rank: int,
});
