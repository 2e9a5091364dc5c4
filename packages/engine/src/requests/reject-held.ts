/** Held fields that a person rejects: the present values of both sides are the base pair, so that nothing flows (H18). */
import { rejectCreates } from '../create/hold-create.ts';
import { fetchActors } from '../fetch.ts';
import { compareFields } from '../field-states.ts';
import { fieldsOf } from '../merge.ts';
import type { BaseField, CrmRow, Link, LogEntry } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { OpenHeld } from '../ports.ts';
import { commit, wellEnded } from '../work.ts';
import { answer, type AnswerPage, basesByLink } from './answer-held.ts';

/** Both sides are read now: what they hold is what the person leaves as it is. */
export const rejectPage: AnswerPage = async (work, { standing, creates, over }) => {
  if (creates.length > 0) await rejectCreates(work, creates);
  const links = [...new Set(standing.map(({ link }) => link))];
  const fetched = await fetchActors(work, links);
  if (fetched.end.status !== 'done') return { end: fetched.end, answered: creates.length };
  const rows = new Map<string, CrmRow>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.entity.kind)) {
    const ids = ofKind.map((link) => link.entity.id);
    for (const row of (await work.world.store.readCrm(kind, ids, fieldsOf(work, kind))).values())
      rows.set(`${kind} ${row.ref.id}`, row);
  }
  const kept = standing.flatMap((each) => {
    const actor = fetched.actors.get(each.link.id);
    const row = rows.get(`${each.link.entity.kind} ${each.link.entity.id}`);
    const seen = actor === undefined ? undefined : seenInErp(work.setup, each.mapping, actor);
    const crm = row?.values[each.mapping.crmField];
    if (row === undefined || crm === undefined || seen === undefined || !('value' in seen)) return [];
    const pair: BaseField = { e: seen.value, c: crm, v: each.mapping.version, r: row.version };
    const { equal } = compareFields(work.setup, each.mapping, undefined, seen.value, crm, row);
    // Sides that differ rest as after an undo: a cycle carries nothing, a resync would.
    const base: BaseField = equal ? pair : { ...pair, flag: 'undone' };
    return [{ ...each, erpField: each.held.erpField, base }];
  });
  const result = await commit(work, {
    links: basesByLink(kept),
    logs: kept.map(rejection),
    heldAnswers: [...kept.map(({ held }) => answer(held, 'rejected')), ...over],
  });
  const moved = kept.filter(({ link }) => result.moved.has(link.id)).length;
  return { end: wellEnded, answered: creates.length + kept.length - moved };
};

const rejection = ({ link, held, base }: { link: Link; held: OpenHeld; base: BaseField }): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField: held.erpField,
  crmField: held.crmField,
  kind: 'held',
  target: null,
  oldValue: base.e,
  newValue: base.c,
  message: 'Rejected: both sides stay as they are.',
});
