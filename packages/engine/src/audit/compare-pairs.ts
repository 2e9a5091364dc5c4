/** One batch of an audit: both sides read, by hash first, then field by field where that does not settle it. */
import type { Actor } from '@kobling/sdk';
import { fetchActors } from '../fetch.ts';
import { effectiveDirection, isBased } from '../field-states.ts';
import { fieldsOf } from '../merge.ts';
import type { ActorMapping, CrmRow, Link } from '../model.ts';
import type { AuditFinding } from '../ports.ts';
import { rowHash } from '../row-hash.ts';
import { type Ended, mappingOf, type Work } from '../work.ts';
import { comparePair, wholePair } from './compare-pair.ts';

export interface Compared {
  readonly end: Ended;
  readonly findings: readonly AuditFinding[];
  /** Pairs that agree by the hash of the actor's row and the versions of the CRM's fields. */
  readonly byHash: number;
}

export async function comparePairs(work: Work, links: readonly Link[]): Promise<Compared> {
  const { store } = work.world;
  const ids = links.map((link) => link.id);
  const [underWay, conflicts] = [await store.fieldsUnderWay(ids), await store.openConflictFields(ids)];
  const fetched = await fetchActors(work, links);
  if (fetched.end.status !== 'done') return { end: fetched.end, findings: [], byHash: 0 };
  const missing = new Set(fetched.missing.map((link) => link.id));
  const findings: AuditFinding[] = [];
  const unsettled: (readonly [Link, Actor, ActorMapping])[] = [];
  const versions = await readRows(work, links, () => []);
  let byHash = 0;
  for (const link of links) {
    const actor = fetched.actors.get(link.id);
    const row = versions.get(rowName(link));
    const mapping = mappingOf(work, link.actorType);
    if (mapping === undefined) continue;
    if (actor === undefined) findings.push(wholePair(link, missing.has(link.id) ? 'missingInErp' : 'unread'));
    else if (row === undefined) findings.push(wholePair(link, 'missingInCrm'));
    else if (!underWay.has(link.id) && !conflicts.has(link.id) && agreesByHash(link, actor, row, mapping)) byHash += 1;
    else unsettled.push([link, actor, mapping]);
  }
  const rows = await readRows(
    work,
    unsettled.map(([link]) => link),
    (kind) => fieldsOf(work, kind),
  );
  for (const [link, actor, mapping] of unsettled) {
    const row = rows.get(rowName(link));
    findings.push(
      ...(row === undefined
        ? [wholePair(link, 'missingInCrm')]
        : comparePair(work.setup, mapping, link, actor, row, {
            underWay: underWay.get(link.id),
            conflicts: conflicts.get(link.id),
          })),
    );
  }
  return { end: fetched.end, findings, byHash };
}

const rowName = (link: Link): string => `${link.entity.kind} ${link.entity.id}`;

async function readRows(
  work: Work,
  links: readonly Link[],
  fields: (kind: Link['entity']['kind']) => readonly string[],
): Promise<ReadonlyMap<string, CrmRow>> {
  const rows = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.entity.kind)) {
    const ids = ofKind.map((link) => link.entity.id);
    for (const row of (await work.world.store.readCrm(kind, ids, fields(kind))).values())
      rows.set(`${kind} ${row.ref.id}`, row);
  }
  return rows;
}

/**
 * The actor's row is the one that the link last saw, and no mapped CRM field was written since its base was taken: nothing can
 * differ. A field that is flagged, or has no whole base, is always looked at.
 */
export function agreesByHash(link: Link, actor: Actor, row: CrmRow, mapping: ActorMapping): boolean {
  if (link.state !== 'active' || link.rowHash !== rowHash(actor, mapping)) return false;
  if (link.lastModified !== actor.lastModified) return false;
  return mapping.fields.every((field) => {
    if (effectiveDirection(field) === 'none') return true;
    const base = link.base[field.erpField];
    if (!isBased(field, base) || base.flag !== undefined || base.fail !== undefined) return false;
    return Math.max(0, ...Object.values(row.origin[field.crmField] ?? {})) <= base.r;
  });
}
