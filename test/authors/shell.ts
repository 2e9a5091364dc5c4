/** Programs as an author starts them at a shell: what they print, how they end, and connectors served until they are told to stop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));
const kobling = fileURLToPath(new URL('../../packages/server/bin/kobling.mjs', import.meta.url));

/** Without what the runner of this test leaves for its children: an author's tests run on their own. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, KOBLING_DATA: __, ...rest } = process.env;
  return rest;
}

export interface Ended {
  readonly code: number | null;
  /** What it wrote to both streams. */
  readonly text: string;
}

export async function run(folder: string, command: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

export const runNode = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  run(folder, process.execPath, ...args);
export const runKobling = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  runNode(folder, kobling, ...args);

/** `kobling connector serve` in a folder, on a free port; the address it printed goes to `use`, and then it is stopped. */
export async function whileServed(
  folder: string,
  args: readonly string[],
  use: (url: string) => Promise<void>,
): Promise<number | null> {
  const child = spawn(process.execPath, [kobling, 'connector', 'serve', ...args, '--port', '0'], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\S+/.exec(line)?.[0];
      if (url === undefined) continue;
      await use(url);
      break;
    }
  } finally {
    child.kill('SIGTERM');
  }
  return (await ended)[0];
}
