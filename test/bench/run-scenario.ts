/** One scenario in a child process: its peak memory is then its own, and one that fails stops the bench with its words. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@kobling/store';
import type { Measured, ScenarioName } from './scenarios.ts';

const child = fileURLToPath(new URL('./child.ts', import.meta.url));

export interface ScenarioRun {
  readonly name: ScenarioName;
  readonly rows: number;
  readonly serverUrl: string;
  readonly folder: string;
}

/** Throws when the scenario fails; its database and files are gone either way. */
export async function runScenario({ name, rows, serverUrl, folder }: ScenarioRun): Promise<readonly Measured[]> {
  const server = openDatabase(serverUrl, { applicationName: 'kobling bench', max: 1 });
  const database = `bench_${process.pid}`;
  const place = join(folder, 'files');
  await mkdir(place);
  try {
    await server.run(`create database ${database}`);
    const url = new URL(serverUrl);
    url.pathname = `/${database}`;
    const profile =
      process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']];
    const running = spawn(process.execPath, ['--expose-gc', ...profile, child, name, String(rows), url.href, place], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(running, 'exit');
    const said = await text(running.stdout);
    const [code] = (await exited) as [number | null];
    if (code !== 0) throw new Error(`The scenario "${name}" failed.`);
    return JSON.parse(said) as Measured[];
  } finally {
    await server.run(`drop database if exists ${database} with (force)`);
    await server.close();
    await rm(place, { recursive: true, force: true });
  }
}
