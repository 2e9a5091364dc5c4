/** Workbooks that people put on the hub; connections name them, and connectors read them where they lie. */
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Outcome, rejected } from '@kobling/sdk';
import { addAudit } from '@kobling/store';
import { type HubFile, keepUpload, listUploads } from '../files/uploads.ts';
import type { Hub } from '../hub.ts';

type FilesHub = Pick<Hub, 'db' | 'operator'>;

/** The first that connectors may reach, where names begin; undefined: it is the operator's, not the hub's own. */
function ownFolder({ operator }: FilesHub): string | undefined {
  const [first] = operator.filesAllowed;
  return first?.startsWith(join(operator.dataDir, '/')) === true ? first : undefined;
}

/** The newest first; none where nothing can be sent. */
export async function listFiles(hub: FilesHub): Promise<readonly HubFile[]> {
  const folder = ownFolder(hub);
  return folder === undefined ? [] : await listUploads(folder);
}

/** Rejected as `keepUpload` does, and `file.noFolder`. */
export async function keepFile(hub: FilesHub, name: string, body: Readable, by: string): Promise<Outcome<HubFile>> {
  const folder = ownFolder(hub);
  if (folder === undefined)
    return rejected(
      'file.noFolder',
      'This hub takes no files from browsers: operator.yaml lists folders of the machine only. Have the operator put the file there.',
    );
  const kept = await keepUpload(folder, name, body);
  if (kept.status === 'done')
    await addAudit(hub.db, { by, action: 'file.upload', subject: name, new: { bytes: kept.value.bytes } });
  return kept;
}
