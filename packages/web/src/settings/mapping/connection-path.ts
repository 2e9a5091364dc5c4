/** Where the set-up of a connection is: mappings, lists, defaults and the order of fields. */
export type Part = 'mappings' | 'lists' | 'defaults' | 'rank';

export const partPath = (connectionId: number, part: Part): string =>
  `/settings/sync/connections/${connectionId}/${part}`;
