/** An import as its maker sees it: state, counts, progress, rows. */
import { done, type Outcome } from '@kobling/sdk';
import {
  type ErpImport,
  getRequest,
  type ImportCounts,
  importCounts,
  importRows,
  type ImportRowView,
  importsOf,
  type RequestView,
} from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import { findImport } from './begin.ts';

export interface ImportView extends ErpImport {
  readonly counts: ImportCounts;
  /** Of the search or of the import, while it goes on. */
  readonly progress: RequestView['progress'];
  /** Why the last request ended without having done it. */
  readonly failure: string | null;
}

export async function showImport(hub: ServiceHub, id: number, by: string): Promise<Outcome<ImportView>> {
  const found = await findImport(hub, id, by);
  if (found.status !== 'done') return found;
  const { requestId } = found.value;
  const request = requestId === null ? undefined : await getRequest(hub.db, requestId);
  const failed = request?.status === 'failed' || request?.status === 'cancelled';
  return done({
    ...found.value,
    counts: await importCounts(hub.db, id),
    progress: request?.status === 'queued' || request?.status === 'running' ? request.progress : null,
    failure: failed && found.value.status !== 'done' ? (messageIn(request.result) ?? found.value.message) : null,
  });
}

function messageIn(result: unknown): string | null {
  return typeof result === 'object' && result !== null && 'message' in result && typeof result.message === 'string'
    ? result.message
    : null;
}

export const latestImports = (hub: ServiceHub, by: string): Promise<readonly ErpImport[]> => importsOf(hub.db, by, 20);

export interface RowQuery {
  readonly after: number;
  readonly limit: number;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
}

export async function importedRows(
  hub: ServiceHub,
  id: number,
  query: RowQuery,
  by: string,
): Promise<Outcome<readonly ImportRowView[]>> {
  const found = await findImport(hub, id, by);
  return found.status === 'done' ? done(await importRows(hub.db, { importId: id, ...query })) : found;
}
