/** Streams of actors out of a sheet: which rows, which fields, and what was left out of them. */
import type { Actor, CallOptions, ConnectorHost, End } from '@kobling/sdk';
import { done, isDone } from '@kobling/sdk';
import { type NameCell, toActor } from './actor.ts';
import { aborted, type Book, type Sheet } from './book.ts';
import { Notices } from './notices.ts';

export interface Selection {
  /** In this order; undefined: all. */
  readonly keys: readonly string[] | undefined;
  readonly fieldKeys: readonly string[];
  /** Rows to leave out, and the fields needed to tell; undefined fields: all. */
  readonly pick?: { readonly test: (actor: Actor) => boolean; readonly fields: readonly string[] | undefined };
  /** Tell also about rows that are not used. */
  readonly wholeSheet: boolean;
}

const TOLD_LIMIT = 1000;

export class Reader {
  readonly #book: Book;
  readonly #host: ConnectorHost;
  readonly #nameCell: NameCell;
  readonly #told = new Set<string>();

  constructor(book: Book, host: ConnectorHost, nameCell: NameCell) {
    this.#book = book;
    this.#host = host;
    this.#nameCell = nameCell;
  }

  async *actors(
    sheet: Sheet,
    { keys, fieldKeys, pick, wholeSheet }: Selection,
    call: CallOptions,
  ): AsyncGenerator<Actor, End, undefined> {
    const notices = new Notices();
    if (wholeSheet) notices.addAll(sheet.notices);
    const wanted = new Set(fieldKeys);
    const needed =
      pick === undefined ? wanted : pick.fields === undefined ? undefined : new Set([...fieldKeys, ...pick.fields]);
    const reading = this.#book.rows(sheet, keys === undefined ? undefined : new Set(keys));
    try {
      for (;;) {
        const step = await reading.next();
        if (step.done === true) {
          if (!isDone(step.value)) return step.value;
          this.#tell(notices);
          return notices.end();
        }
        if (call.signal.aborted) return aborted();
        const { key, row } = step.value;
        // What is read only to pick rows is not part of the answer, and neither is what is wrong with it.
        const actor = toActor(sheet, key, row, needed, this.#nameCell, pick === undefined ? notices : new Notices());
        if (pick === undefined) yield actor;
        else if (pick.test(actor)) yield toActor(sheet, key, row, wanted, this.#nameCell, notices);
      }
    } finally {
      await reading.return(done(undefined));
    }
  }

  /** Each sentence once: the same cell is met in every cycle. */
  #tell(notices: Notices): void {
    for (const sentence of notices.sentences()) {
      if (this.#told.has(sentence) || this.#told.size >= TOLD_LIMIT) continue;
      this.#told.add(sentence);
      this.#host.log('warn', sentence);
    }
  }
}
