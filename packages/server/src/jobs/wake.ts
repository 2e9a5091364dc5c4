/** Waking a connection: its waiting cycle is pulled forward, or one is put in the queue (H24). */

export interface CycleQueue {
  /** Cycles that wait become due now; answers the connections that had one. */
  pull(connectionIds: readonly number[]): Promise<readonly number[]>;
  /** Puts one that is due now; false when one waits already. */
  put(connectionId: number): Promise<boolean>;
}

/**
 * After this each of the connections has a cycle that is due. A turn that ends between our look and our put leaves one that
 * waits for its interval, a minute or a day: then that one is pulled.
 */
export async function wakeCycles(queue: CycleQueue, connectionIds: readonly number[]): Promise<void> {
  let asleep = [...new Set(connectionIds)];
  while (asleep.length > 0) {
    const pulled = new Set(await queue.pull(asleep));
    const refused: number[] = [];
    for (const id of asleep) if (!pulled.has(id) && !(await queue.put(id))) refused.push(id);
    asleep = refused;
  }
}
