/**
 * `GET /api/events`: what happens, as it happens. Signals of all processes are turned into the contract's events here;
 * rows of the log are read once however many pages watch.
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { routes } from '@kobling/contract';
import { getRequest, syncLog } from '@kobling/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Auth, verdict } from '../auth/index.ts';
import type { Hub } from '../hub.ts';
import { sessionCookieOf } from './cookies.ts';
import type { Signal } from '../jobs/events.ts';
import { createReplay, type Entry, keptMs, type Said } from './replay.ts';
import { type Labels, readLabels, toLogRow } from '../routes/shapes.ts';
import { toRequest } from '../routes/requests.ts';

const commentEveryMs = 15_000;
const overviewQuietMs = 1_000;
/** More than a page can show at once: a burst shows its newest. */
const mostRows = 50;

interface Page {
  readonly language: string;
  send(entry: Entry): void;
}

export function addEvents(app: FastifyInstance, hub: Hub, auth: Auth): void {
  const pages = new Set<Page>();
  const live = liveEvents(hub, pages);
  const responses = new Set<ServerResponse>();
  app.addHook('preClose', async () => {
    live.close();
    for (const response of responses) response.end();
  });
  app.get('/api/events', { config: { right: routes['GET /api/events'].right } }, async (request, reply) => {
    const { caller } = request;
    if (!('person' in caller)) throw new Error('an event stream without a person');
    reply.hijack();
    const response = reply.raw;
    // Gone while the hub asked who it is: that it closes was said before anybody could hear it.
    if (response.destroyed) return;
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const { language } = caller.person;
    const page: Page = {
      language,
      send: ({ id, said }) => void response.write(`id: ${id}\ndata: ${JSON.stringify(said(language))}\n\n`),
    };
    // At once, so that the browser knows that the line stands, and from where on it has heard everything.
    response.write(`id: ${live.last()}\n: hello\n\n`);
    const heard = lastHeard(request);
    if (heard !== undefined) for (const entry of live.missed(heard)) page.send(entry);
    const timer = setInterval(() => {
      void stillIn(hub, auth, request).then((isIn) => (isIn ? response.write(': still here\n\n') : response.end()));
    }, commentEveryMs);
    response.on('close', () => {
      clearInterval(timer);
      pages.delete(page);
      responses.delete(response);
      live.left();
    });
    pages.add(page);
    responses.add(response);
  });
}

/** A browser repeats the id by itself; a page that opens a new line puts it into the address. */
function lastHeard({ headers, query }: FastifyRequest): string | undefined {
  const header = headers['last-event-id'];
  if (typeof header === 'string' && header !== '') return header;
  const after = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined;
  return typeof after === 'string' && after !== '' ? after : undefined;
}

/** Who logged out, or was shut out, hears no more. */
async function stillIn(hub: Hub, auth: Auth, request: FastifyRequest): Promise<boolean> {
  const { headers, ip } = request;
  try {
    const caller = await auth.callerOf(sessionCookieOf(hub.operator, request), headers.authorization, {
      address: ip,
      touch: false,
    });
    return verdict(caller, { right: 'user', reads: true }) === 'allowed';
  } catch {
    return true; // The database is away; the line itself is not to blame.
  }
}

interface LiveEvents {
  last(): string;
  /** What a page did not hear; when that is not known, one event that says so. */
  missed(heard: string): readonly Entry[];
  /** A page went away: perhaps its line broke and it comes back. */
  left(): void;
  close(): void;
}

function liveEvents(hub: Hub, pages: ReadonlySet<Page>): LiveEvents {
  const replay = createReplay(
    () => hub.now(),
    () => randomUUID().slice(0, 8),
  );
  const say = (said: Said, keep = true): void => {
    const entry = replay.put(said, keep);
    for (const page of pages) page.send(entry);
  };
  const rows = logReader(hub, say);
  let overview: NodeJS.Timeout | undefined;
  const overviewSoon = (): void => {
    overview ??= setTimeout(() => {
      overview = undefined;
      say(() => ({ type: 'overviewChanged' }));
    }, overviewQuietMs);
  };
  // One after the other: what happened later is told later.
  let telling = Promise.resolve();
  let leftAt = -Infinity;
  let listened = false;
  /** Nobody hears, and nobody may come back: the database is not asked for what nobody sees. */
  const someoneListens = (): boolean => {
    const listens = pages.size > 0 || hub.now().getTime() - leftAt < keptMs;
    if (listened && !listens) replay.forget();
    listened = listens;
    return listens;
  };
  const onSignal = (signal: Signal): void => {
    if (!someoneListens()) return;
    switch (signal.type) {
      case 'step':
        return say(() => signal, false);
      case 'log':
        rows.read();
        return overviewSoon();
      case 'overview':
        return overviewSoon();
      case 'request':
        telling = telling.then(() => tellRequest(hub, signal.id, say));
        return;
      case 'wake':
        return;
    }
  };
  const unsubscribe = hub.events.subscribe(onSignal);
  return {
    last() {
      someoneListens();
      listened = true;
      return replay.last;
    },
    missed(heard) {
      return replay.after(heard) ?? [{ id: replay.last, said: () => ({ type: 'lost' }) }];
    },
    left() {
      leftAt = hub.now().getTime();
    },
    close() {
      unsubscribe();
      clearTimeout(overview);
    },
  };
}

async function tellRequest(hub: Hub, id: number, say: (said: Said) => void): Promise<void> {
  try {
    const request = await getRequest(hub.db, id);
    if (request !== undefined) say(() => ({ type: 'request', request: toRequest(request) }));
  } catch (error) {
    hub.log.debug('A request could not be shown live.', { error });
  }
}

/** Reads what is new since the last look; a call while one reads makes it look once more. */
function logReader(hub: Hub, say: (said: Said) => void): { read(): void } {
  let lastId: number | undefined;
  let reading = false;
  let again = false;
  const look = async (): Promise<void> => {
    const found = await syncLog(hub.db, { limit: mostRows });
    const before = lastId;
    lastId = found[0]?.id ?? lastId ?? 0;
    // The first look shows what the signal announced: the rows of the last seconds, not the whole past.
    const since = hub.now().getTime() - 5_000;
    const fresh = found.filter((row) => (before === undefined ? row.at.getTime() >= since : row.id > before));
    if (fresh.length === 0) return;
    const labels: Labels = await readLabels(hub.db);
    say((language) => ({ type: 'log', rows: fresh.map((row) => toLogRow(row, labels, language)) }));
  };
  return {
    read() {
      again = true;
      if (reading) return;
      reading = true;
      void (async () => {
        try {
          while (again) {
            again = false;
            await look();
          }
        } catch (error) {
          hub.log.debug('The log could not be shown live.', { error });
        } finally {
          reading = false;
        }
      })();
    },
  };
}
