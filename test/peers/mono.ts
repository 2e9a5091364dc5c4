/** Mono's WCF: one program, compiled for the namespaces that a test wants, that serves the contract or calls it. */
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Namespaces } from '../../packages/soap/src/index.ts';
import { hearPeer, type RunningPeer, type Said, sourceOf, startPeer } from './peer.ts';

const run = promisify(execFile);
const libraries = [
  'System.ServiceModel',
  'System.Runtime.Serialization',
  'System.Xml',
  'System.Core',
  'System.Web.Services',
];

/** Compiles into `folder`; answers the program's path. */
export async function compileMono(folder: string, { service, data, auth }: Namespaces): Promise<string> {
  const names = join(folder, 'Names.cs');
  const program = join(folder, 'erp.exe');
  const constants = Object.entries({ Service: service, Data: data, Auth: auth }).map(
    ([name, text]) => `public const string ${name} = ${JSON.stringify(text)};`,
  );
  await writeFile(names, `public static class Names { ${constants.join(' ')} }\n`);
  const sources = (await readdir(sourceOf('mono'))).filter((file) => file.endsWith('.cs'));
  await run('mcs', [
    '-nologo',
    `-out:${program}`,
    ...libraries.map((library) => `-r:${library}.dll`),
    names,
    ...sources.map((file) => join(sourceOf('mono'), file)),
  ]);
  return program;
}

export const monoHost = (program: string): Promise<RunningPeer> =>
  startPeer('mono', [program, 'host'], {}, /^READY (\S+)$/m);

/** What it makes of the WSDL at an address. */
export const monoImport = (program: string, url: string): Promise<readonly Said[]> =>
  hearPeer('mono', [program, 'wsdl', url]);

export const monoClient = (program: string, url: string): Promise<readonly Said[]> =>
  hearPeer('mono', [program, 'client', url]);
