/** Audits unasked: at two in the morning by the hub's clock, every day unless somebody chose otherwise (spec 06.6). */
import type { AuditEvery } from '@kobling/contract';
import { addAudit, type Database, mergeSetting, queueAudits, readSetting } from '@kobling/store';

export interface AuditSchedule {
  readonly every: AuditEvery;
  readonly nextAt: Date | null;
}
interface Stored {
  readonly every?: AuditEvery;
  readonly nextAt?: string | null;
}
const hour = 2;
const days: Readonly<Record<Exclude<AuditEvery, 'off'>, number>> = { day: 1, week: 7 };

export async function readAuditSchedule(db: Database): Promise<AuditSchedule> {
  const { every = 'day', nextAt = null } = (await readSetting<Stored>(db, 'audit')) ?? {};
  return { every, nextAt: every === 'off' || nextAt === null ? null : new Date(nextAt) };
}

export async function changeAuditSchedule(db: Database, every: AuditEvery, by: string, now: Date): Promise<void> {
  const before = await readAuditSchedule(db);
  await mergeSetting(db, 'audit', {
    every,
    nextAt: every === 'off' ? null : nightAfter(now, days[every]).toISOString(),
  });
  await addAudit(db, { by, action: 'audit schedule', subject: 'audit', old: before.every, new: every });
}

/** Asks for the audits that are due; answers whose. A new hub waits for its first night. */
export async function queueDueAudits(db: Database, now: Date): Promise<readonly number[]> {
  const { every, nextAt } = await readAuditSchedule(db);
  if (every === 'off' || (nextAt !== null && nextAt > now)) return [];
  await mergeSetting(db, 'audit', { every, nextAt: nightAfter(now, days[every]).toISOString() });
  if (nextAt === null) return [];
  return (await queueAudits(db, '')).map(({ connectionId }) => connectionId);
}

/** The next night in a day, or in so many. */
export function nightAfter(now: Date, inDays: number): Date {
  const night = new Date(now);
  night.setHours(hour, 0, 0, 0);
  if (night <= now) night.setDate(night.getDate() + 1);
  night.setDate(night.getDate() + inDays - 1);
  return night;
}
