/**
 * Undo: a plan made from the log. Puts back what a run wrote and nobody touched since, and then rests: the base pair becomes
 * (the other side as it is, the restored value), flagged, so that nothing flows until a side changes (H06).
 */
import type { Actor } from '@kobling/sdk';
import { fetchActors } from './fetch.ts';
import { limits } from './limits.ts';
import type { BaseField, CrmRow, FieldMapping, IntentField, Link, LogEntry } from './model.ts';
import { fieldsOf } from './merge.ts';
import { seenInErp } from './plan-link.ts';
import type { CrmWrite, LinkUpdate, LoggedEntry, NewIntent, PlanRow } from './ports.ts';
import { sendIntents } from './send.ts';
import { sameCrm, sameErp } from './values/equality.ts';
import { commit, type Ended, mappingOf, stopping, type Work, wellEnded } from './work.ts';

export interface UndoReport {
  restored: number;
  /** Touched since, unlinked since, or written by create or merge in the ERP: listed, left as they are. */
  skipped: number;
  readonly examples: { readonly entity: string; readonly field: string; readonly why: string }[];
}

/** A field as the run left it: over several writes of one page, the first old value and the last new one. */
interface Written {
  readonly entry: LoggedEntry;
  readonly oldValue: string;
  readonly newValue: string;
}

export async function undoRun(
  work: Work,
  runId: number,
): Promise<{ readonly end: Ended; readonly report: UndoReport }> {
  const report: UndoReport = { restored: 0, skipped: 0, examples: [] };
  let before: number | null = null;
  for (;;) {
    const page: readonly LoggedEntry[] = await work.world.store.logOfRun(runId, before, limits.batch);
    const last = page.at(-1);
    if (last === undefined || stopping(work)) return { end: wellEnded, report };
    before = last.id;
    const end = await undoPage(work, page, report);
    if (end.status !== 'done') return { end, report };
    await work.between();
  }
}

async function undoPage(work: Work, page: readonly LoggedEntry[], report: UndoReport): Promise<Ended> {
  const written = newestToOldest(page, report);
  const links = new Map(
    (await work.world.store.linksByIds([...new Set(written.map(({ entry }) => entry.linkId ?? 0))])).map((link) => [
      link.id,
      link,
    ]),
  );
  const standing = [...links.values()].filter((link) => link.state !== 'broken' && link.state !== 'creating');
  const fetched = await fetchActors(work, standing);
  if (fetched.end.status !== 'done') return fetched.end;
  const rows = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(standing, (link) => link.entity.kind)) {
    for (const row of (
      await work.world.store.readCrm(
        kind,
        ofKind.map((link) => link.entity.id),
        fieldsOf(work, kind),
      )
    ).values())
      rows.set(`${kind} ${row.ref.id}`, row);
  }
  const byLink = Map.groupBy(written, ({ entry }) => entry.linkId ?? 0);
  const drafts = [...byLink].map(([linkId, fields]) => {
    const link = links.get(linkId);
    const actor = fetched.actors.get(linkId);
    const row = link === undefined ? undefined : rows.get(`${link.entity.kind} ${link.entity.id}`);
    if (link === undefined || actor === undefined || row === undefined)
      return skipAll(fields, report, 'the link is gone or a side cannot be read');
    return undoLink(work, link, actor, row, fields, report);
  });
  if (work.plan !== undefined) {
    await work.plan(drafts.flatMap((draft) => draft?.rows ?? []));
    return wellEnded;
  }
  const present = drafts.filter((draft) => draft !== undefined);
  const result = await commit(work, {
    crmWrites: present.flatMap((draft) => (Object.keys(draft.crm.fields).length > 0 ? [draft.crm] : [])),
    links: present.map((draft) => draft.update),
    logs: present.flatMap((draft) => draft.logs),
    intents: present.flatMap((draft) => (Object.keys(draft.intent.fields).length > 0 ? [draft.intent] : [])),
  });
  for (const draft of present.filter(({ update }) => result.moved.has(update.id))) {
    report.restored -= draft.logs.length;
    skip(
      report,
      draft.rows.length,
      draft.rows[0]?.crmField ?? '',
      `${draft.rows[0]?.entity.kind} ${draft.rows[0]?.entity.id}`,
      'changed while it was put back',
    );
  }
  const before = work.counts.erpWrites;
  const sent = await sendIntents(work, result.intents);
  const wanted = result.intents.reduce((sum, intent) => sum + Object.keys(intent.fields).length, 0);
  const arrived = work.counts.erpWrites - before;
  report.restored += arrived;
  if (wanted > arrived) skip(report, wanted - arrived, '', '', 'the ERP value changed since, or the ERP refused');
  return sent.end;
}

/** Writes of one page, newest first, folded to one a field and side. What cannot be undone is listed. */
function newestToOldest(page: readonly LoggedEntry[], report: UndoReport): readonly Written[] {
  const byField = new Map<string, Written>();
  for (const entry of page) {
    if (entry.target === null || entry.linkId === null) continue;
    if (entry.kind === 'create' || entry.erpField === null || entry.crmField === null) {
      skip(
        report,
        1,
        entry.erpField ?? '',
        `${entry.entity?.kind} ${entry.entity?.id}`,
        'a record created in the ERP is not taken back',
      );
      continue;
    }
    const key = `${entry.linkId} ${entry.target} ${entry.erpField}`;
    const newer = byField.get(key);
    byField.set(key, {
      entry: newer?.entry ?? entry,
      oldValue: entry.oldValue ?? '',
      newValue: newer?.newValue ?? entry.newValue ?? '',
    });
  }
  return [...byField.values()];
}

function skip(report: UndoReport, count: number, field: string, entity: string, why: string): void {
  report.skipped += count;
  if (report.examples.length < limits.batch) report.examples.push({ entity, field, why });
}
function skipAll(fields: readonly Written[], report: UndoReport, why: string): undefined {
  for (const { entry } of fields)
    skip(report, 1, entry.crmField ?? '', `${entry.entity?.kind} ${entry.entity?.id}`, why);
  return undefined;
}

interface Draft {
  readonly crm: CrmWrite & { readonly fields: Record<string, { expected: string; value: string }> };
  readonly update: LinkUpdate & { readonly base: Record<string, BaseField> };
  readonly intent: NewIntent & { readonly fields: Record<string, IntentField> };
  readonly logs: LogEntry[];
  readonly rows: PlanRow[];
}

function undoLink(
  work: Work,
  link: Link,
  actor: Actor,
  row: CrmRow,
  fields: readonly Written[],
  report: UndoReport,
): Draft {
  const draft: Draft = {
    crm: { linkId: link.id, ref: link.entity, fields: {}, writer: 0 },
    update: { id: link.id, generation: link.generation, base: {} },
    intent: {
      linkId: link.id,
      generation: link.generation,
      actorType: link.actorType,
      erpKey: link.erpKey,
      kind: 'save',
      fields: {},
      mappingVersion: work.setup.mappingVersion,
    },
    logs: [],
    rows: [],
  };
  for (const written of fields) {
    const mapping = mappingOf(work, link.actorType)?.fields.find((field) => field.erpField === written.entry.erpField);
    const seen = mapping === undefined ? undefined : seenInErp(work.setup, mapping, actor);
    const crm = mapping === undefined ? undefined : row.values[mapping.crmField];
    if (mapping === undefined || seen === undefined || !('value' in seen) || crm === undefined) {
      skip(
        report,
        1,
        written.entry.crmField ?? '',
        `${link.entity.kind} ${link.entity.id}`,
        'the field is no longer mapped or cannot be read',
      );
      continue;
    }
    undoField(work, draft, link, mapping, written, { erp: seen.value, crm, version: row.version }, report);
  }
  return draft;
}

function undoField(
  work: Work,
  draft: Draft,
  link: Link,
  mapping: FieldMapping,
  { entry, oldValue, newValue }: Written,
  now: { erp: string; crm: string; version: number },
  report: UndoReport,
): void {
  const target = entry.target ?? 'crm';
  const untouched =
    target === 'crm'
      ? sameCrm(mapping.crmType, now.crm, newValue)
      : sameErp(mapping.erpType, now.erp, newValue, work.setup.card);
  if (!untouched) return skip(report, 1, mapping.crmField, `${link.entity.kind} ${link.entity.id}`, 'changed since');
  draft.rows.push({
    linkId: link.id,
    generation: link.generation,
    entity: link.entity,
    erpKey: link.erpKey,
    erpField: mapping.erpField,
    crmField: mapping.crmField,
    action: target === 'crm' ? 'writeCrm' : 'writeErp',
    target,
    erpValue: now.erp,
    crmValue: now.crm,
    newValue: oldValue,
    why: 'undo',
  });
  if (target === 'erp') {
    draft.intent.fields[mapping.erpField] = {
      value: oldValue,
      before: now.erp,
      crm: now.crm,
      crmVersion: now.version,
      kind: 'undo',
      undoes: entry.id,
      flag: 'undone',
    };
    return;
  }
  report.restored += 1;
  draft.crm.fields[mapping.crmField] = { expected: now.crm, value: oldValue };
  draft.update.base[mapping.erpField] = { e: now.erp, c: oldValue, v: mapping.version, r: now.version, flag: 'undone' };
  draft.logs.push({
    linkId: link.id,
    entity: link.entity,
    erpField: mapping.erpField,
    crmField: mapping.crmField,
    kind: 'undo',
    target: 'crm',
    oldValue: now.crm,
    newValue: oldValue,
    undoes: entry.id,
  });
}
