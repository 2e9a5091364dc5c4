/**
 * Which answer of getChangedActors a cursor is saved for. While the engine works on one, another may come and go: between two
 * batches it serves what people ask for, and a cycle that somebody asked for polls as well (H24). So the newest answer is not
 * always the one: the time of the call, which a mark keeps, tells.
 */
import type { Mark } from '@kobling/engine';
import type { Actor, ErpActorType } from '@kobling/sdk';
import type { SimEvent } from './history.ts';

/** A row of a poll's answer, and how many events there were when it was handed over. */
export interface Polled {
  readonly actor: Actor;
  readonly at: number;
}

interface Poll {
  readonly actorType: ErpActorType;
  /** By the worker's clock, ms since 1970. */
  readonly begun: number;
  readonly rows: Polled[];
}

/** The polls of one worker. */
export class Polls {
  readonly #events: readonly SimEvent[];
  readonly #polls: Poll[] = [];

  constructor(events: readonly SimEvent[]) {
    this.#events = events;
  }

  /** Answers whom to tell each row. */
  begin(actorType: ErpActorType, now: Date): (actor: Actor) => void {
    const rows: Polled[] = [];
    this.#polls.push({ actorType, begun: now.getTime(), rows });
    return (actor) => rows.push({ actor, at: this.#events.length });
  }

  /** What these marks are about to pass. Of two calls in one moment the first: an inner one is never saved for after the outer one. */
  behind(actorType: ErpActorType, marks: readonly Mark[]): readonly Polled[] {
    const call = marks.at(-1)?.at.getTime();
    return this.#polls.find((poll) => poll.actorType === actorType && poll.begun === call)?.rows ?? [];
  }
}
