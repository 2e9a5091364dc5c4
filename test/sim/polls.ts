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
  /** `broken`: its end told of a failure. `saved`: a cursor was saved for it. */
  state: 'open' | 'broken' | 'ended' | 'saved';
}
/** Whom to tell what comes of a poll. */
export interface PollListener {
  readonly row: (actor: Actor) => void;
  readonly end: (well: boolean) => void;
}

/** The polls of one worker. */
export class Polls {
  readonly #events: readonly SimEvent[];
  readonly #polls: Poll[] = [];

  constructor(events: readonly SimEvent[]) {
    this.#events = events;
  }

  begin(actorType: ErpActorType, now: Date): PollListener {
    const poll: Poll = { actorType, begun: now.getTime(), rows: [], state: 'open' };
    this.#polls.push(poll);
    return {
      row: (actor) => poll.rows.push({ actor, at: this.#events.length }),
      end: (well) => {
        poll.state = well ? 'ended' : 'broken';
      },
    };
  }

  /**
   * What these marks are about to pass. Of several calls in one moment the last that ended and was not saved for: an inner one is
   * saved for before the outer one goes on. One that broke off only where none ended well.
   */
  behind(actorType: ErpActorType, marks: readonly Mark[]): readonly Polled[] {
    const call = marks.at(-1)?.at.getTime();
    const last = (state: Poll['state']): Poll | undefined =>
      this.#polls.findLast((one) => one.actorType === actorType && one.begun === call && one.state === state);
    const poll = last('ended') ?? last('broken');
    if (poll !== undefined) poll.state = 'saved';
    return poll?.rows ?? [];
  }
}
