/**
 * The story of every place: what a field of a record on one side held, step by step, and who put it there. Made once from a
 * history's events; most invariants are questions about these stories.
 */
import type { EntityRef } from '@kobling/engine';
import type { ActorRef, SimEvent } from '../history.ts';

/** A field of a record of one side, as a map's key. */
export type Place = string;
export const crmPlace = (ref: EntityRef, field: string): Place => `crm ${ref.kind} ${ref.id} ${field}`;
export const erpPlace = (actor: ActorRef, field: string): Place =>
  `erp ${actor.connection} ${actor.actorType} ${actor.erpKey} ${field}`;

export interface Step {
  /** Of the event. */
  readonly index: number;
  readonly who: 'user' | 'engine' | 'restore';
  /** The connection whose sync wrote it; of an ERP's own place always that ERP's. */
  readonly connection: number | undefined;
  /** What was there before, as the event says; undefined: it did not exist. */
  readonly old: string | undefined;
  readonly value: string;
  /** An ERP write: what was sent, before the ERP made its own form of it. */
  readonly sent?: string;
  /** No LastModified tells of it (F11, F12). */
  readonly hidden?: boolean;
}
/** Oldest first. */
export type Story = readonly Step[];

export function storiesOf(events: readonly SimEvent[]): ReadonlyMap<Place, Story> {
  const stories = new Map<Place, Step[]>();
  const tell = (place: Place, step: Step): void => {
    const story = stories.get(place);
    if (story === undefined) stories.set(place, [step]);
    else story.push(step);
  };
  for (const [index, event] of events.entries()) {
    switch (event.what) {
      case 'crmAdd':
        for (const [field, value] of Object.entries(event.values))
          tell(crmPlace(event.ref, field), { index, who: 'user', connection: undefined, old: undefined, value });
        break;
      case 'erpAdd':
        for (const [field, value] of Object.entries(event.values))
          tell(erpPlace(event.actor, field), { index, who: 'user', connection: undefined, old: undefined, value });
        break;
      case 'crmEdit':
        for (const [field, value] of Object.entries(event.values))
          tell(crmPlace(event.ref, field), { index, who: 'user', connection: undefined, old: event.old[field], value });
        break;
      case 'erpEdit':
        for (const [field, value] of Object.entries(event.values))
          tell(erpPlace(event.actor, field), {
            index,
            who: 'user',
            connection: undefined,
            old: event.old[field],
            value,
            hidden: event.hidden,
          });
        break;
      case 'erpRestore':
        for (const { actor, old, values } of event.changes ?? [])
          for (const [field, value] of Object.entries(values))
            tell(erpPlace(actor, field), { index, who: 'restore', connection: undefined, old: old[field], value });
        break;
      case 'erpWrite':
      case 'erpCreate':
        tellErp(tell, index, event);
        break;
      case 'crmWrite':
        tell(crmPlace(event.ref, event.field), {
          index,
          who: 'engine',
          connection: event.connection,
          old: event.old,
          value: event.value,
        });
        break;
      default:
        break;
    }
  }
  return stories;
}

function tellErp(
  tell: (place: Place, step: Step) => void,
  index: number,
  event: Extract<SimEvent, { what: 'erpWrite' | 'erpCreate' }>,
): void {
  const old = event.what === 'erpWrite' ? event.old : {};
  for (const [field, value] of Object.entries(event.stored)) {
    const sent = event.sent?.[field];
    tell(erpPlace(event.actor, field), {
      index,
      who: 'engine',
      connection: event.actor.connection,
      old: old[field],
      value,
      ...(sent !== undefined && { sent }),
    });
  }
}

/** What the place held before its story's first step: as that step says; blank, where nobody ever named the field. */
export function withBeginning(story: Story): Story {
  const first = story[0];
  const value = first === undefined ? '' : first.old;
  return value === undefined
    ? story
    : [{ index: -1, who: 'user', connection: undefined, old: undefined, value }, ...story];
}

/** The last step before an event, undefined where the story had not begun. */
export function stepBefore(story: Story | undefined, index: number): Step | undefined {
  return story?.findLast((step) => step.index < index);
}
