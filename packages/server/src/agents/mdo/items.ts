/** List items as the MDO agent answers them. */
import type { z } from 'zod';
import { textIn } from '@kobling/sdk';
import type { NamedItem } from '../../services/index.ts';
import { mdoListItem } from '../carriers/lists.ts';

export function toMdoItem(item: NamedItem, language: string): z.output<typeof mdoListItem> {
  const name = textIn(language, item.name);
  return {
    ...mdoListItem.parse({}),
    Id: item.id,
    Name: name,
    FullName: name,
    ToolTip: textIn(language, item.toolTip ?? ''),
    Deleted: item.deleted ?? false,
    Rank: item.rank ?? 0,
    Type: item.type ?? '',
    ExtraInfo: item.extraInfo ?? '',
  };
}

/** `useRank=true&prefixwithconnector=true`: names in any case. */
export const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name.trim().toLowerCase(), value.trim()]));
