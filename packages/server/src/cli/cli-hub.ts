import type { Hub } from '../hub.ts';

/** What the command line's routes need of the hub. */
export type CliHub = Pick<Hub, 'db' | 'store' | 'secrets' | 'connectors' | 'connections' | 'wake' | 'operator'>;
