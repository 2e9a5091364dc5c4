/** What cannot be promised, measured (H37): an ERP that does not compare may be edited between the last look and the write. */
import type { Lease } from './lease.ts';

export interface WindowStore {
  /**
   * The last look at the fields was asked for, and SaveActors answered, this far apart in ms, by the monotonic clock: the
   * longest time in which an edit in the ERP could be overwritten unseen. Kept as the latest and the greatest.
   */
  noteSaveWindow(lease: Lease, ms: number): Promise<void>;
}
