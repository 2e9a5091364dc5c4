import { copyFile, link, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hub } from '../hub.ts';

/**
 * Copies the workbook into the folder of files, whole or not at all. One that is there already stays: it is somebody's,
 * or an earlier start's that may be in step with the CRM by now.
 */
export async function layOutWorkbook({ operator }: Pick<Hub, 'operator'>, source: URL): Promise<void> {
  const [folder] = operator.filesAllowed;
  if (folder === undefined)
    throw new Error('No folder of files is allowed in operator.yaml, so the workbook has no place.');
  const place = join(folder, basename(fileURLToPath(source)));
  const temporary = `${place}.${process.pid}.part`;
  try {
    await copyFile(source, temporary);
    // Unlike a rename, a link never replaces a file that appeared in the meantime.
    await link(temporary, place).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
}
