/** What was opened, in order, so that it can be closed in the opposite one: once, and whatever fails on the way. */
export interface Closing {
  add(what: string, close: () => Promise<void>): void;
  /** Closes all; a second call waits for the first. */
  run(): Promise<void>;
  /** Whoever is still at work may fail now: nobody minds. */
  readonly begun: boolean;
}

export function createClosing(onError: (what: string, error: unknown) => void): Closing {
  const opened: { what: string; close: () => Promise<void> }[] = [];
  let running: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const { what, close } of opened.toReversed()) {
      try {
        await close();
      } catch (error) {
        onError(what, error);
      }
    }
  };
  return {
    add: (what, close) => void opened.push({ what, close }),
    run: () => (running ??= closeAll()),
    get begun() {
      return running !== undefined;
    },
  };
}
