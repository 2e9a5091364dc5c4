/**
 * Which files connectors may reach: those below the folders that the operator listed, after every link is followed. A
 * path that points elsewhere is refused before the disk is asked, so that nobody learns what exists there.
 */
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { isMissing, messageOf } from '../operator.ts';

/**
 * An absolute path with all links resolved. `path` relative: from the first folder. Rejected: `files.notAllowed`,
 * `files.missing`, `files.unreadable`, each with the remedy.
 */
export async function resolveAllowed(path: string, folders: readonly string[]): Promise<Outcome<string>> {
  const [first] = folders;
  if (path.trim() === '' || path.includes('\0') || first === undefined) {
    return rejected('files.notAllowed', 'A path is needed. Give the path of the file below the folder of files.');
  }
  const roots = await existing(folders);
  const wanted = resolve(first, path);
  if (![...folders, ...roots].some((root) => isBelow(root, wanted))) return notAllowed(path);
  let real: string;
  try {
    real = await realpath(wanted);
  } catch (error) {
    if (isMissing(error))
      return rejected(
        'files.missing',
        `There is no file "${path}"${isAbsolute(path) ? '' : ' in the folder of files'}. Put it there, or correct the path.`,
      );
    return rejected(
      'files.unreadable',
      `"${path}" cannot be reached: ${messageOf(error).replaceAll(wanted, path)}. Give the hub's user the right to read it.`,
    );
  }
  return roots.some((root) => isBelow(root, real)) ? done(real) : notAllowed(path);
}

const notAllowed = (path: string): Outcome<string> =>
  rejected(
    'files.notAllowed',
    `"${path}" lies outside of the folders that connectors may reach. Move the file into one of them, or ask the operator to list its folder in operator.yaml under files.allowed.`,
  );

async function existing(folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  return found.filter((folder) => folder !== undefined);
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
