/**
 * Before deciding: links whose two records may not be compared now. A person whose company is linked elsewhere waits for its
 * parent (H33); an actor whose key may have been given to another record waits for a person (H10). Both go on by themselves
 * when what was wrong is right again.
 */
import type { Actor } from '@kobling/sdk';
import type { Link, LogEntry } from './model.ts';
import type { LinkUpdate, ParentActor } from './ports.ts';
import { disagreement } from './restored/witness.ts';
import { follow } from './states.ts';
import { isEarlier, mappingOf, nowhere, type Work } from './work.ts';

export interface ScreenedLinks {
  /** To be decided on. */
  readonly links: readonly Link[];
  /** What becomes of the others, and of those that go on. */
  readonly updates: readonly LinkUpdate[];
  readonly logs: readonly LogEntry[];
}

export async function screenLinks(
  work: Work,
  links: readonly Link[],
  actors: ReadonlyMap<number, Actor>,
): Promise<ScreenedLinks> {
  const persons = links.filter((link) => link.entity.kind === 'person' && actors.has(link.id));
  const parents: ReadonlyMap<number, ParentActor> =
    persons.length === 0
      ? new Map()
      : await work.world.store.parentsOf(
          work.setup.id,
          persons.map((link) => link.entity.id),
        );
  const screened = { links: [] as Link[], updates: [] as LinkUpdate[], logs: [] as LogEntry[] };
  for (const link of links) {
    const actor = actors.get(link.id);
    if (actor === undefined) continue;
    const stranger = whyStranger(work, link, actor);
    const orphan = stranger === undefined ? whyOrphan(work, link, actor, parents) : undefined;
    const reason = stranger ?? orphan;
    if (reason === undefined) screened.links.push(goesOn(link, screened.updates));
    else setAside(screened, link, actor, reason, stranger !== undefined);
  }
  return screened;
}

/** Only of an actor that was missing or went back: any other is the one that was there all the time. */
function whyStranger(work: Work, link: Link, actor: Actor): string | undefined {
  const mapping = mappingOf(work, link.actorType);
  const doubted = link.state === 'missingInErp' || link.stale !== undefined || isEarlier(work, actor, link);
  if (mapping === undefined || !doubted) return undefined;
  const found = disagreement(work, mapping, link, actor);
  return (
    found &&
    `The key ${link.actorType} ${link.erpKey} may have been given to another record: ${found.field} was "${found.was}", now it is "${found.now}". Say that it is the same, or disconnect it.`
  );
}

function whyOrphan(
  work: Work,
  link: Link,
  actor: Actor,
  parents: ReadonlyMap<number, ParentActor>,
): string | undefined {
  if (link.entity.kind !== 'person') return undefined;
  const own = parents.get(link.entity.id);
  const key = actor.parentErpKey ?? link.parentKey;
  if (own === undefined)
    return `${link.actorType} ${link.erpKey} waits: its company is not connected on ${work.setup.name}. Connect the company, or disconnect the person.`;
  if (key === null) return undefined;
  const type = actor.parentActorType ?? own.actorType;
  if (key === own.erpKey && type === own.actorType) return undefined;
  return `${link.actorType} ${link.erpKey} waits: in the ERP it belongs to ${type} ${key}, but its company is connected to ${own.actorType} ${own.erpKey}. Move it on one side, or disconnect it.`;
}

/** What kept the link back is over. */
function goesOn(link: Link, updates: LinkUpdate[]): Link {
  const state =
    link.state === 'waitingForParent'
      ? follow(link.state, 'joined')
      : link.state === 'held' && link.stale !== undefined
        ? follow(link.state, 'settled')
        : undefined;
  if (state === undefined && link.stale === undefined) return link;
  updates.push({
    id: link.id,
    generation: link.generation,
    ...(link.stale !== undefined && { stale: 'none' }),
    ...(state !== undefined && { state, reason: null, attempts: 0, dueAt: null }),
  });
  return state === undefined ? link : { ...link, state };
}

function setAside(
  screened: { readonly updates: LinkUpdate[]; readonly logs: LogEntry[] },
  link: Link,
  actor: Actor,
  reason: string,
  stranger: boolean,
): void {
  const state = follow(link.state, stranger ? 'asked' : 'orphaned') ?? link.state;
  screened.updates.push({
    id: link.id,
    generation: link.generation,
    verified: true,
    state,
    reason,
    dueAt: null,
    ...(stranger && { stale: 'wentBack' }),
    ...(!stranger && actor.parentErpKey !== undefined && { parentKey: actor.parentErpKey }),
  });
  if (reason === link.reason) return;
  screened.logs.push({
    ...nowhere,
    linkId: link.id,
    entity: link.entity,
    kind: stranger ? 'held' : 'notice',
    message: reason,
  });
}
