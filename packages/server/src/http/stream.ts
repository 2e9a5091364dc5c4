/**
 * `GET /api/events`: what happens, as it happens. Signals of all processes are turned into the contract's events here;
 * rows of the log are read once however many pages watch.
 */
import type { ServerResponse } from 'node:http';
import { type HubEvent, routes } from '@kobling/contract';
import { getRequest, syncLog, type SyncLogRow } from '@kobling/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Auth, verdict } from '../auth/index.ts';
import type { Hub } from '../hub.ts';
import { sessionCookieOf } from './cookies.ts';
import type { Signal } from '../jobs/events.ts';
import { type Labels, readLabels, toLogRow } from '../routes/shapes.ts';
import { toRequest } from '../routes/requests.ts';

const commentEveryMs = 15_000;
const overviewQuietMs = 1_000;
/** More than a page can show at once: a burst shows its newest. */
const mostRows = 50;

interface Page {
  readonly language: string;
  send(event: HubEvent): void;
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
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let id = Number(request.headers['last-event-id'] ?? 0) || 0;
    const page: Page = {
      language: caller.person.language,
      send(event) {
        id += 1;
        response.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      },
    };
    // A first line at once, so that the browser knows that the line stands; after a gap the page looks at everything.
    response.write(': hello\n\n');
    if (id > 0) page.send({ type: 'overviewChanged' });
    const timer = setInterval(() => {
      void stillIn(hub, auth, request).then((isIn) => (isIn ? response.write(': still here\n\n') : response.end()));
    }, commentEveryMs);
    response.on('close', () => {
      clearInterval(timer);
      pages.delete(page);
      responses.delete(response);
    });
    pages.add(page);
    responses.add(response);
  });
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

function liveEvents(hub: Hub, pages: ReadonlySet<Page>): { close(): void } {
  const rows = logReader(hub, pages);
  let overview: NodeJS.Timeout | undefined;
  const overviewSoon = (): void => {
    overview ??= setTimeout(() => {
      overview = undefined;
      for (const page of pages) page.send({ type: 'overviewChanged' });
    }, overviewQuietMs);
  };
  const onSignal = (signal: Signal): void => {
    if (pages.size === 0) return;
    switch (signal.type) {
      case 'step':
        for (const page of pages) page.send(signal);
        return;
      case 'log':
        rows.read();
        overviewSoon();
        return;
      case 'overview':
        overviewSoon();
        return;
      case 'request':
        void tellRequest(hub, signal.id, pages);
        return;
      case 'wake':
        return;
    }
  };
  const unsubscribe = hub.events.subscribe(onSignal);
  return {
    close() {
      unsubscribe();
      clearTimeout(overview);
    },
  };
}

async function tellRequest(hub: Hub, id: number, pages: ReadonlySet<Page>): Promise<void> {
  try {
    const request = await getRequest(hub.db, id);
    if (request === undefined) return;
    for (const page of pages) page.send({ type: 'request', request: toRequest(request) });
  } catch (error) {
    hub.log.debug('A request could not be shown live.', { error });
  }
}

/** Reads what is new since the last look; a call while one reads makes it look once more. */
function logReader(hub: Hub, pages: ReadonlySet<Page>): { read(): void } {
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
    if (fresh.length > 0) await show(hub, pages, fresh);
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

async function show(hub: Hub, pages: ReadonlySet<Page>, rows: readonly SyncLogRow[]): Promise<void> {
  const labels: Labels = await readLabels(hub.db);
  for (const page of pages) page.send({ type: 'log', rows: rows.map((row) => toLogRow(row, labels, page.language)) });
}
