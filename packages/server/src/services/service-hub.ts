import type { Hub } from '../hub.ts';

/** The parts of a hub that services work with. */
export type ServiceHub = Pick<Hub, 'db' | 'store' | 'secrets' | 'connectors' | 'connections' | 'wake'>;
