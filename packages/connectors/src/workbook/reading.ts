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
    if (wholeSheet) tellSheet(sheet, fieldKeys, notices);
    // What is read only to pick rows is not part of the answer, and neither is what is wrong with it; of a whole sheet
    // everything is told already.
    const told = wholeSheet || pick !== undefined ? new Notices() : notices;
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
        const actor = toActor(sheet, key, row, needed, this.#nameCell, told);
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

/** Rows that are not used, columns that are gone, cells that cannot be read: as long as they last. */
function tellSheet(sheet: Sheet, fieldKeys: readonly string[], notices: Notices): void {
  notices.addAll(sheet.notices);
  for (const fieldKey of fieldKeys) {
    const misfits = sheet.misfits.get(fieldKey);
    if (misfits !== undefined) notices.addAll(misfits);
    if (sheet.columns.some((column) => column.heading === fieldKey)) continue;
    const { name } = sheet.table;
    notices.add(
      'workbook.noColumn',
      `The sheet “${name}” has no column “${fieldKey}” (columns: ${sheet.columns.map((column) => column.heading).join(', ')}), so this field is not synced. Give a column this heading again, or take the field out of the mapping.`,
      `${name} no column`,
    );
  }
}
