/** Carriers of the Archive agent: rows and cells, columns, order and restrictions. */
import { z } from 'zod';
import { bool, carrier, choice, entity, instant, int, list, maybe, text } from './kinds.ts';
import { mdoListItem } from './lists.ts';

export const archiveColumnData = carrier({ DisplayValue: text, TooltipHint: text, LinkHint: text });

/** Column names are the caller's own: their case stays. */
export const archiveListItem = entity({
  EntityName: text,
  PrimaryKey: int,
  ColumnData: z.preprocess((value) => value ?? {}, z.record(z.string(), archiveColumnData)),
  LinkHint: text,
  StyleHint: text,
});
export const archiveListResult = entity({ RowCount: int, Rows: list(archiveListItem) });

export const archiveColumnInfo = carrier({
  DisplayName: text,
  DisplayTooltip: text,
  DisplayType: text,
  CanOrderBy: bool,
  Name: text,
  CanRestrictBy: bool,
  RestrictionType: text,
  RestrictionListName: text,
  IsVisible: bool,
  ExtraInfo: text,
  Width: text,
  IconHint: text,
  HeadingIconHint: text,
});
export const archiveOrderByInfo = carrier({ Name: text, Direction: choice(['ASC', 'DESC']) });

/** Left out, a restriction is active and joined with And: what the vendor's own objects begin with. */
const active = z.preprocess((value) => value ?? true, z.boolean());
const interOperator = z.preprocess((value) => value ?? 'And', choice(['None', 'And', 'Or']));

export const archiveRestrictionInfo = carrier({
  Name: text,
  Operator: text,
  Values: list(text),
  DisplayValues: list(text),
  ColumnInfo: maybe(archiveColumnInfo),
  IsActive: active,
  // Only counters of sale have them; one that is sent is refused, not overlooked.
  SubRestrictions: list(z.unknown()),
  InterParenthesis: int,
  InterOperator: interOperator,
  UniqueHash: int,
});
export type ArchiveRestrictionInfo = z.output<typeof archiveRestrictionInfo>;

/** A kind of row with a tick; the hub's lists have one kind each. */
export const selectableItem = entity({
  Id: int,
  Name: text,
  ToolTip: text,
  Deleted: bool,
  Rank: int,
  Type: text,
  ColorBlock: int,
  IconHint: text,
  Selected: bool,
  LastChanged: instant,
  ChildItems: list(mdoListItem),
  ExtraInfo: text,
  StyleHint: text,
  Hidden: bool,
  FullName: text,
});
export const archiveConfiguration = entity({
  ArchiveColumnInfo: list(archiveColumnInfo),
  ArchiveEntityInfo: list(selectableItem),
  ArchiveOrderByInfo: list(archiveOrderByInfo),
  OwnerKeys: text,
});
