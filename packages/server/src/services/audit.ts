/** The agreement score: ask for an audit, read it, make a plan of what differs (spec 06.6). */
import type { AuditEvery } from '@kobling/contract';
import type { AuditReason } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  addRequest,
  auditFindings,
  type AuditFindingView,
  type AuditView,
  latestAudits,
  queueAudits,
  scoreTrend,
} from '@kobling/store';
import { changeAuditSchedule, readAuditSchedule } from '../jobs/audit-schedule.ts';
import { findActiveConnection } from './connections.ts';
import type { StartedRequest } from './requests.ts';
import type { ServiceHub } from './service-hub.ts';

/** Adds the requests, or answers those that wait already, and wakes their connections. */
export async function startAudit(
  hub: ServiceHub,
  { connection }: { readonly connection?: string | undefined },
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const found = connection === undefined ? undefined : await findActiveConnection(hub, connection);
  if (found !== undefined && found.status !== 'done') return found;
  return startAudits(hub, found?.value.id, by);
}

/** Without an id: every active connection. */
export async function startAudits(
  hub: ServiceHub,
  connectionId: number | undefined,
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const started = await queueAudits(hub.db, by, connectionId);
  if (started.length === 0)
    return rejected(
      'audit.noConnection',
      'There is no active connection to audit. Activate one under Settings, or in the set-up file.',
    );
  await hub.wake(started.map((item) => item.connectionId));
  return done(started.map(({ requestId, connection }) => ({ requestId, connection })));
}

export interface ScoreReport {
  /** The newest finished one of each connection, in priority order. */
  readonly audits: readonly AuditView[];
  readonly running: readonly AuditView[];
  readonly pairs: number;
  readonly agreeing: number;
  readonly trend: readonly { readonly day: string; readonly pairs: number; readonly agreeing: number }[];
  readonly every: AuditEvery;
  readonly nextAt: Date | null;
}
const trendDays = 30;

export async function readScore(hub: ServiceHub): Promise<Outcome<ScoreReport>> {
  const all = await latestAudits(hub.db);
  const audits = all.filter((audit) => audit.status === 'done');
  return done({
    audits,
    running: all.filter((audit) => audit.status === 'running'),
    pairs: audits.reduce((sum, audit) => sum + audit.pairs, 0),
    agreeing: audits.reduce((sum, audit) => sum + audit.agreeing, 0),
    trend: await scoreTrend(hub.db, trendDays, new Date()),
    ...(await readAuditSchedule(hub.db)),
  });
}

/** What differs in the newest audit of each connection, or of one; at most `limit` rows of each. */
export async function readFindings(
  hub: ServiceHub,
  query: {
    readonly connection?: string | undefined;
    readonly reason?: AuditReason | undefined;
    readonly limit: number;
  },
): Promise<Outcome<readonly { readonly connection: string; readonly findings: readonly AuditFindingView[] }[]>> {
  const found = query.connection === undefined ? undefined : await findActiveConnection(hub, query.connection);
  if (found !== undefined && found.status !== 'done') return found;
  const audits = (await latestAudits(hub.db, found?.value.id)).filter((audit) => audit.status === 'done');
  const answer: { connection: string; findings: readonly AuditFindingView[] }[] = [];
  for (const { id, connection } of audits) {
    const page = { auditId: id, reason: query.reason, afterNo: 0, limit: query.limit };
    answer.push({ connection: connection.name, findings: await auditFindings(hub.db, page) });
  }
  return done(answer);
}

/** A plan of what the audit found; only the newest of a connection has its findings. */
export async function startRepair(
  hub: ServiceHub,
  wish: { readonly auditId: number; readonly from?: 'crm' | 'erp' | undefined },
  by: string,
): Promise<Outcome<StartedRequest>> {
  const audit = (await latestAudits(hub.db)).find(({ id, status }) => id === wish.auditId && status === 'done');
  if (audit === undefined)
    return rejected('audit.old', `Audit ${wish.auditId} is not the newest of its connection. Look at the newest one.`);
  const { connection } = audit;
  const body = {
    kind: 'repair',
    audit: audit.id,
    ...(wish.from !== undefined && { from: wish.from }),
    dryRun: true,
  } as const;
  const requestId = await addRequest(hub.db, connection.id, body, by);
  await hub.wake([connection.id]);
  return done({ requestId, connection: connection.name });
}

/** The plans of every connection that the command line means; those in step are left out. */
export async function startRepairs(
  hub: ServiceHub,
  wish: { readonly connection?: string | undefined; readonly from?: 'crm' | 'erp' | undefined },
  by: string,
): Promise<Outcome<readonly StartedRequest[]>> {
  const found = wish.connection === undefined ? undefined : await findActiveConnection(hub, wish.connection);
  if (found !== undefined && found.status !== 'done') return found;
  const audits = (await latestAudits(hub.db, found?.value.id)).filter(
    (audit) => audit.status === 'done' && audit.agreeing < audit.pairs,
  );
  if (audits.length === 0)
    return rejected('audit.nothing', 'The newest audit found nothing that differs: "kobling audit" makes a new one.');
  const started: StartedRequest[] = [];
  for (const { id } of audits) {
    const one = await startRepair(hub, { auditId: id, from: wish.from }, by);
    if (one.status !== 'done') return one;
    started.push(one.value);
  }
  return done(started);
}

export async function scheduleAudits(hub: ServiceHub, every: AuditEvery, by: string): Promise<Outcome<ScoreReport>> {
  await changeAuditSchedule(hub.db, every, by, new Date());
  return readScore(hub);
}
