import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../../..');

/**
 * The pages as they are served, built when their sources changed: as `npm start` does it, one process at a time. Test files
 * that each built for themselves emptied the folder that another was just serving.
 */
export async function buildPages(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'tools/bootstrap.mjs'), 'start'], { cwd: root });
}
