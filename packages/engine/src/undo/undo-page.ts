/** A page of an undo: both sides read fresh, the fields that may go back written in one transaction, the ERP's sent. */
import type { Actor } from '@kobling/sdk';
import { fetchActors } from '../fetch.ts';
import { limits } from '../limits.ts';
import { fieldsOf } from '../merge.ts';
import type { BaseField, CrmRow, IntentField, Link, LogEntry } from '../model.ts';
import type { PlanRow } from '../ports/plans.ts';
import type { UndoRow, UndoSkip, UndoSkipped } from '../ports/undo.ts';
import { sendIntents } from '../send/send.ts';
import { commit, type Ended, mappingOf, type Work, wellEnded } from '../work.ts';
import { type Restoring, undoField } from './undo-field.ts';
import type { UndoWish } from './undo.ts';

export type SkipNote = Omit<UndoSkipped, 'no'>;
type Note = (row: UndoRow, note: SkipNote) => void;

/** `page`: rows in order of their numbers, a link's together. Looks again at what moved meanwhile, `limits.rounds` times. */
export async function undoPage(work: Work, wish: UndoWish, page: readonly UndoRow[], note: Note): Promise<Ended> {
  const { store } = work.world;
  const first = page[0]?.no ?? 0;
  const last = page.at(-1)?.no ?? 0;
  const sent = new Set<number>();
  let rows = page;
  for (let round = 0; rows.length > 0; round += 1) {
    if (round === limits.rounds)
      return skip(
        work,
        wish,
        rows.map((row) => ({ row, why: 'moved' })),
        note,
      );
    const end = await undoOnce(work, wish, rows, sent, note);
    if (end.status !== 'done' || work.plan !== undefined) return end;
    rows = await store.undoRows(wish.requestId, first - 1, last, page.length);
  }
  return wellEnded;
}

interface LinkDraft {
  readonly link: Link;
  readonly row: CrmRow;
  readonly crm: Record<string, { expected: string; value: string }>;
  readonly base: Record<string, BaseField>;
  readonly intent: Record<string, IntentField>;
  readonly logs: LogEntry[];
}
interface Left {
  readonly row: UndoRow;
  readonly why: UndoSkip;
  readonly said?: string;
}

async function undoOnce(
  work: Work,
  wish: UndoWish,
  rows: readonly UndoRow[],
  sent: Set<number>,
  note: Note,
): Promise<Ended> {
  const { store } = work.world;
  const linkIds = [...new Set(rows.map((row) => row.linkId))];
  const links = new Map((await store.linksByIds(linkIds)).map((link) => [link.id, link]));
  const standing = [...links.values()].filter((link) => link.state !== 'broken' && link.state !== 'creating');
  const fetched = await fetchActors(work, standing);
  if (fetched.end.status !== 'done') return fetched.end;
  const crm = await readRows(work, standing, rows);
  const underWay = await store.fieldsUnderWay(linkIds);
  const left: Left[] = [];
  const drafts: LinkDraft[] = [];
  const planned: PlanRow[] = [];
  for (const [linkId, ofLink] of Map.groupBy(rows, (row) => row.linkId)) {
    const link = links.get(linkId);
    const actor = fetched.actors.get(linkId);
    const row = link && crm.get(`${link.entity.kind} ${link.entity.id}`);
    if (link === undefined || link.state === 'broken')
      left.push(...ofLink.map((one): Left => ({ row: one, why: 'noLink' })));
    else if (actor === undefined || row === undefined)
      left.push(...ofLink.map((one): Left => ({ row: one, why: 'unreadable' })));
    else {
      const refused = ofLink.filter((one) => one.target === 'erp' && sent.has(one.no));
      left.push(...refused.map((one) => refusal(link, one)));
      const draft: LinkDraft = { link, row, crm: {}, base: {}, intent: {}, logs: [] };
      const open = ofLink.filter((one) => !refused.includes(one));
      planned.push(...undoLink(work, wish, { draft, actor, underWay: underWay.get(linkId) }, open, left));
      drafts.push(draft);
    }
  }
  await skip(work, wish, left, note);
  if (work.plan !== undefined) {
    await work.plan(planned);
    return wellEnded;
  }
  const gone = new Set(left.map(({ row }) => row));
  for (const row of rows) if (row.target === 'erp' && !gone.has(row)) sent.add(row.no);
  return write(work, drafts);
}

/** A write to the ERP that was tried and is not in the log: the ERP held another value by then, or refused it. */
function refusal(link: Link, row: UndoRow): Left {
  const field = link.base[row.erpField];
  return field?.flag === 'failed' && field.fail !== undefined
    ? { row, why: 'refused', said: field.fail.message }
    : { row, why: 'moved' };
}

interface OfLink {
  readonly draft: LinkDraft;
  readonly actor: Actor;
  readonly underWay: ReadonlySet<string> | undefined;
}

/** Collects the link's writes into the draft; answers the lines of a plan. */
function undoLink(
  work: Work,
  wish: UndoWish,
  { draft, actor, underWay }: OfLink,
  rows: readonly UndoRow[],
  left: Left[],
): PlanRow[] {
  const planned: PlanRow[] = [];
  const mappings = mappingOf(work, draft.link.actorType)?.fields ?? [];
  for (const ofField of Map.groupBy(rows, (row) => `${row.erpField} ${row.crmField}`).values()) {
    const [first] = ofField;
    if (first === undefined) continue;
    const mapping = mappings.find((one) => one.erpField === first.erpField && one.crmField === first.crmField);
    const outcomes = undoField(
      {
        setup: work.setup,
        link: draft.link,
        mapping,
        actor,
        row: draft.row,
        underWay: underWay?.has(first.erpField) === true,
        both: wish.both,
      },
      ofField,
    );
    let written = false;
    for (const [index, outcome] of outcomes.entries()) {
      const row = ofField[index];
      if (row === undefined) continue;
      if (outcome.do === 'leave') left.push({ row, why: outcome.why });
      else {
        if (!written) collect(draft, row, outcome.write);
        if (!written) planned.push(...planRows(draft.link, row, outcome.write));
        written = true;
      }
    }
  }
  return planned;
}

function collect(draft: LinkDraft, row: UndoRow, write: Restoring): void {
  if (write.crm !== undefined) draft.crm[row.crmField] = write.crm;
  if (write.base !== undefined) draft.base[row.erpField] = write.base;
  if (write.erp !== undefined) draft.intent[row.erpField] = write.erp;
  draft.logs.push(...write.logs);
}

function planRows(link: Link, row: UndoRow, { crm, erp, base, now }: Restoring): PlanRow[] {
  const line = {
    linkId: link.id,
    generation: link.generation,
    entity: link.entity,
    erpKey: link.erpKey,
    actorType: link.actorType,
    erpField: row.erpField,
    crmField: row.crmField,
    erpValue: now.erp,
    crmValue: now.crm,
    why: 'undo',
    undo: { undoes: row.logId, ...(base !== undefined && { base }) },
  } as const;
  return [
    ...(crm === undefined ? [] : [{ ...line, action: 'writeCrm', target: 'crm', newValue: crm.value } as const]),
    ...(erp === undefined ? [] : [{ ...line, action: 'writeErp', target: 'erp', newValue: erp.value } as const]),
  ];
}

/** Links whose record moved since it was read are left whole, and looked at again by the caller. */
async function write(work: Work, drafts: readonly LinkDraft[]): Promise<Ended> {
  const result = await commit(work, {
    crmWrites: drafts.flatMap(({ link, crm }) =>
      Object.keys(crm).length === 0 ? [] : [{ linkId: link.id, ref: link.entity, fields: crm, writer: 0 }],
    ),
    links: drafts.flatMap(({ link, base }) =>
      Object.keys(base).length === 0 ? [] : [{ id: link.id, generation: link.generation, base }],
    ),
    logs: drafts.flatMap(({ logs }) => logs),
    intents: drafts.flatMap(({ link, intent }) =>
      Object.keys(intent).length === 0
        ? []
        : [
            {
              linkId: link.id,
              generation: link.generation,
              actorType: link.actorType,
              erpKey: link.erpKey,
              kind: 'save' as const,
              fields: intent,
              mappingVersion: work.setup.mappingVersion,
            },
          ],
    ),
  });
  return (await sendIntents(work, result.intents)).end;
}

/** CRM rows of the links, with the mapped fields and those that the undo speaks of. */
async function readRows(
  work: Work,
  links: readonly Link[],
  rows: readonly UndoRow[],
): Promise<ReadonlyMap<string, CrmRow>> {
  const found = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.entity.kind)) {
    const wanted = rows.filter((row) => row.entity.kind === kind).map((row) => row.crmField);
    const ids = ofKind.map((link) => link.entity.id);
    const read = await work.world.store.readCrm(kind, ids, [...new Set([...fieldsOf(work, kind), ...wanted])]);
    for (const row of read.values()) found.set(`${kind} ${row.ref.id}`, row);
  }
  return found;
}

async function skip(work: Work, wish: UndoWish, left: readonly Left[], note: Note): Promise<Ended> {
  if (left.length === 0) return wellEnded;
  await work.world.store.skipUndoRows(
    work.lease,
    wish.requestId,
    left.map(({ row, why, said }) => ({ no: row.no, why, ...(said !== undefined && { said }) })),
  );
  for (const { row, ...why } of left) note(row, why);
  return wellEnded;
}
