/** What a plan's rows concern, read fresh: links, actors, CRM rows, fields under way. */
import type { Actor } from '@kobling/sdk';
import { fetchActors } from '../fetch.ts';
import { readRows } from '../merge.ts';
import type { ActorMapping, CrmRow, Link } from '../model.ts';
import type { Skip } from '../ports.ts';
import { screenLinks } from '../screen-links.ts';
import { type Ended, mappingOf, type Work } from '../work.ts';

export interface LinkNow {
  readonly link: Link;
  readonly mapping: ActorMapping;
  readonly actor: Actor;
  readonly row: CrmRow;
  readonly underWay: ReadonlySet<string> | undefined;
}
/** By link: as it is now, or why that cannot be said. */
export type Looked = ReadonlyMap<number, LinkNow | Skip>;

export async function lookAt(
  work: Work,
  linkIds: readonly number[],
): Promise<{ readonly end: Ended; readonly links: Looked }> {
  const { store } = work.world;
  const looked = new Map<number, LinkNow | Skip>();
  const found = await store.linksByIds([...new Set(linkIds)]);
  const standing = found.filter((link) => link.state !== 'broken' && link.state !== 'creating' && link.erpKey !== null);
  const fetched = await fetchActors(work, standing);
  if (fetched.end.status !== 'done') return { end: fetched.end, links: looked };
  const rows = await readRows(work, standing);
  const underWay = await store.fieldsUnderWay(standing.map((link) => link.id));
  const screened = new Set((await screenLinks(work, standing, fetched.actors)).links.map((link) => link.id));
  for (const link of standing) {
    const actor = fetched.actors.get(link.id);
    const row = rows.get(`${link.entity.kind} ${link.entity.id}`);
    const mapping = mappingOf(work, link.actorType);
    if (mapping === undefined) looked.set(link.id, unmapped);
    else if (row === undefined) looked.set(link.id, gone);
    else if (actor === undefined) looked.set(link.id, notRead(work, link));
    else if (!screened.has(link.id)) looked.set(link.id, setAside);
    else looked.set(link.id, { link, mapping, actor, row, underWay: underWay.get(link.id) });
  }
  return { end: fetched.end, links: looked };
}

export const gone: Skip = { code: 'linkGone', message: 'The record is no longer linked.' };
const unmapped: Skip = { code: 'mappingChanged', message: 'Its actor type is no longer synced.' };
const setAside: Skip = { code: 'setAside', message: 'The record is set aside: its status says why.' };
const notRead = (work: Work, link: Link): Skip => ({
  code: 'notRead',
  message: `${work.setup.name} did not return ${link.actorType} ${link.erpKey ?? ''}, or an older state of it.`,
});
