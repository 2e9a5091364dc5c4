/**
 * Loads the simulator with a bug in it. A hook of Node's module loader gives each bug its own copy of all modules, told apart
 * by a query in their addresses, and changes the source of one of them on its way in. Only who imports this file has the hook.
 */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OpenBackend } from '../sim/backend/backend.ts';
import type { violationsOf } from '../sim/check.ts';
import type { runSeed } from '../sim/run.ts';
import { type Bug, root, withBug } from './bug.ts';

export interface Simulator {
  readonly runSeed: typeof runSeed;
  readonly violationsOf: typeof violationsOf;
  readonly openMemory: OpenBackend;
}

const planted = new Map<string, Bug>();
const home = pathToFileURL(`${root}${path.sep}`).href;
const sound = 'none';

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const bug = context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get('bug');
    return bug === null || !found.url.startsWith(home) ? found : { ...found, url: withQuery(found.url, bug) };
  },
  load(address, context, next) {
    const loaded = next(address, context);
    const bug = planted.get(new URL(address).searchParams.get('bug') ?? sound);
    if (bug === undefined || fileURLToPath(address) !== path.join(root, bug.file)) return loaded;
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    return { ...loaded, source: withBug(bug, source) };
  },
});

function withQuery(address: string, bug: string): string {
  const url = new URL(address);
  url.searchParams.set('bug', bug);
  return url.href;
}

/** Without a bug: a copy as it is. */
export async function simulator(bug?: Bug): Promise<Simulator> {
  if (bug !== undefined) planted.set(bug.id, bug);
  const query = `?bug=${bug?.id ?? sound}`;
  const run = (await import(`../sim/run.ts${query}`)) as Pick<Simulator, 'runSeed'>;
  const check = (await import(`../sim/check.ts${query}`)) as Pick<Simulator, 'violationsOf'>;
  const memory = (await import(`../sim/backend/memory/index.ts${query}`)) as Pick<Simulator, 'openMemory'>;
  return { runSeed: run.runSeed, violationsOf: check.violationsOf, openMemory: memory.openMemory };
}
