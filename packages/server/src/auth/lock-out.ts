/**
 * Wrong passwords slow their author down, and nobody else: failures count for a name *from one address*, so that
 * guessing at a name does not lock its owner out elsewhere; beyond that for the address as a whole. Guesses at one name
 * from many addresses slow that name down for strangers: an address from which its owner came before is not concerned.
 */
import {
  addLoginFailure,
  clearLoginFailures,
  countLoginFailures,
  type Database,
  isKnownAddress,
  rememberAddress,
} from '@kobling/store';

export const windowMs = 15 * 60_000;
export const mostPerName = 5;
export const mostPerAddress = 50;
/** Of one name from all addresses; beyond it strangers get one attempt in `spreadPauseMs`. */
export const mostSpread = 30;
export const spreadPauseMs = 10_000;

export interface LockOut {
  isLocked(name: string, address: string): Promise<boolean>;
  failed(name: string, address: string): Promise<void>;
  succeeded(name: string, address: string): Promise<void>;
}

export function createLockOut(db: Database, now: () => Date): LockOut {
  return {
    async isLocked(name, address) {
      const at = now().getTime();
      const count = await countLoginFailures(db, name, address, new Date(at - windowMs));
      if (count.byName >= mostPerName || count.byAddress >= mostPerAddress) return true;
      if (count.everywhere < mostSpread || count.lastAt === null) return false;
      return at - count.lastAt.getTime() < spreadPauseMs && !(await isKnownAddress(db, name, address));
    },
    failed: (name, address) => addLoginFailure(db, name, address, now()),
    async succeeded(name, address) {
      await clearLoginFailures(db, name, address);
      await rememberAddress(db, name, address, now());
    },
  };
}
