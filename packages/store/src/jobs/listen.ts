import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

/** Pauses before connecting again, in ms; the last one repeats. */
const pausesMs = [100, 500, 2000, 5000] as const;

/**
 * Hears a channel on a connection of its own and connects again when that breaks. What was sent in between is lost:
 * `onGap` tells. Throws when the first connection cannot be made.
 */
export async function listen(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  onGap: () => void,
): Promise<Listener> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'kobling listen', keepAlive: true });
    let broken = false;
    const lost = (): void => {
      if (broken) return;
      broken = true;
      if (client === next) client = undefined;
      next.end().catch(() => undefined);
      if (!closed) again(0);
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', (message) => onPayload(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      broken = true;
      next.end().catch(() => undefined);
      throw error;
    }
    if (closed) await next.end();
    else client = next;
  };
  const again = (attempt: number): void => {
    timer = setTimeout(
      () => {
        connect().then(onGap, () => {
          if (!closed) again(attempt + 1);
        });
      },
      pausesMs[Math.min(attempt, pausesMs.length - 1)],
    );
  };

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = client;
      client = undefined;
      await open?.end();
    },
  };
}
