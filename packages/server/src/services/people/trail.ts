/** The audit trail, for administrators: who changed which setting, from what to what. */
import { type AuditEntry, type AuditFilter, auditTrail, auditWords } from '@kobling/store';
import type { PeopleHub } from './people-hub.ts';

export interface TrailPage {
  readonly entries: readonly AuditEntry[];
  readonly nextBeforeId: number | null;
}

/** The newest first. */
export async function readTrail({ db }: Pick<PeopleHub, 'db'>, filter: AuditFilter): Promise<TrailPage> {
  const found = await auditTrail(db, { ...filter, limit: filter.limit + 1 });
  const entries = found.slice(0, filter.limit);
  return { entries, nextBeforeId: found.length > filter.limit ? (entries.at(-1)?.id ?? null) : null };
}

export const readTrailWords = ({ db }: Pick<PeopleHub, 'db'>) => auditWords(db);
