/**
 * Wrong passwords slow their author down, and nobody else: failures count for a name *from one address*, so that
 * guessing at a name does not lock its owner out elsewhere; beyond that for the address as a whole.
 */
import { addLoginFailure, clearLoginFailures, countLoginFailures, type Database } from '@kobling/store';

export const windowMs = 15 * 60_000;
export const mostPerName = 5;
export const mostPerAddress = 50;

export interface LockOut {
  isLocked(name: string, address: string): Promise<boolean>;
  failed(name: string, address: string): Promise<void>;
  succeeded(name: string, address: string): Promise<void>;
}

export function createLockOut(db: Database, now: () => Date): LockOut {
  return {
    async isLocked(name, address) {
      const count = await countLoginFailures(db, name, address, new Date(now().getTime() - windowMs));
      return count.byName >= mostPerName || count.byAddress >= mostPerAddress;
    },
    failed: (name, address) => addLoginFailure(db, name, address, now()),
    succeeded: (name, address) => clearLoginFailures(db, name, address),
  };
}
