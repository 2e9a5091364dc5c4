/** The calls of the connector protocol over one workbook. */
import {
  type Actor,
  type ActorChange,
  actorMatcher,
  type AdvancedSearchQuery,
  type CallOptions,
  type ChangedActorsQuery,
  checkRestriction,
  type Connection,
  type ConnectorHost,
  done,
  type End,
  type ErpActorType,
  type FieldMetadata,
  type GetActorsQuery,
  isDone,
  matchesText,
  type NewActor,
  operatorsFor,
  type Outcome,
  rejected,
  type SaveResult,
  type SearchQuery,
  typesOf,
} from '@kobling/sdk';
import { fieldsOf, type NameCell } from './actor.ts';
import type { Book, Sheet } from './book.ts';
import { createRow } from './create.ts';
import { isSheetType, plain } from './headings.ts';
import { Notices } from './notices.ts';
import { Reader, type Selection } from './reading.ts';
import { saveAll, type Writing } from './save.ts';

type Actors = AsyncGenerator<Actor, End, undefined>;

export class WorkbookConnection implements Connection {
  readonly #book: Book;
  readonly #host: ConnectorHost;
  readonly #nameCell: NameCell;
  readonly #reader: Reader;

  constructor(book: Book, host: ConnectorHost, nameCell: NameCell) {
    this.#book = book;
    this.#host = host;
    this.#nameCell = nameCell;
    this.#reader = new Reader(book, host, nameCell);
  }

  async test(call: CallOptions): Promise<Outcome> {
    const types = await this.actorTypes(call);
    if (!isDone(types)) return types;
    const notices = new Notices();
    for (const type of types.value) {
      const sheet = await this.#open(type, call);
      if (!isDone(sheet)) return sheet;
      notices.addAll(sheet.value.notices);
    }
    return notices.end();
  }

  async actorTypes(call: CallOptions): Promise<Outcome<readonly ErpActorType[]>> {
    const frame = this.#book.admit(call.token) ?? (await this.#book.frame());
    return isDone(frame) ? done([...frame.value.plan.actors.keys()]) : frame;
  }

  async fields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly FieldMetadata[]>> {
    const sheet = await this.#open(actorType, call);
    return isDone(sheet) ? done(fieldsOf(sheet.value)) : sheet;
  }

  async searchableFields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly string[]>> {
    const fields = await this.fields(actorType, call);
    return isDone(fields)
      ? done(fields.value.filter((field) => operatorsFor(field.type).length > 0).map((field) => field.fieldKey))
      : fields;
  }

  getActors({ actorType, erpKeys, fieldKeys }: GetActorsQuery, call: CallOptions): Actors {
    return this.#stream(actorType, call, () => done({ keys: erpKeys, fieldKeys, wholeSheet: false }));
  }

  /** A cursor above the connection's own counter comes from a time it does not remember: all rows are stamped anew (H32). */
  async *getChangedActors({ actorType, updatedOnOrAfter, fieldKeys }: ChangedActorsQuery, call: CallOptions): Actors {
    const cursor = readCursor(updatedOnOrAfter);
    if (cursor !== undefined && cursor > this.#book.parts.state.counter) {
      const lifted = await this.#book.work(call.signal, call.token, async (book) => {
        await book.lift(cursor);
        return done(undefined);
      });
      if (!isDone(lifted)) return lifted;
    }
    return yield* this.#stream(actorType, call, (sheet) => {
      const found = [...sheet.stamps].filter(([, stamp]) => cursor === undefined || stamp >= cursor);
      found.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
      return done({ keys: found.map(([key]) => key), fieldKeys, wholeSheet: true });
    });
  }

  /** Looks into the key and all columns. */
  search({ actorType, text, fieldKeys, parent }: SearchQuery, call: CallOptions): Actors {
    return this.#stream(actorType, call, (sheet) => {
      const everywhere = sheet.columns.map((column) => column.heading);
      const test = (actor: Actor): boolean => {
        if (
          parent !== undefined &&
          (actor.parentActorType !== parent.actorType || actor.parentErpKey !== parent.erpKey)
        )
          return false;
        return matchesText(actor, text, everywhere);
      };
      const pick = { test, fields: text.trim() === '' ? [] : undefined };
      return done({ keys: undefined, fieldKeys, pick, wholeSheet: false });
    });
  }

  searchAdvanced({ actorType, restrictions, fieldKeys }: AdvancedSearchQuery, call: CallOptions): Actors {
    return this.#stream(actorType, call, (sheet) => {
      const types = typesOf(fieldsOf(sheet));
      for (const restriction of restrictions) {
        const problem = checkRestriction(types, restriction);
        if (problem !== undefined) return { status: 'rejected', reason: problem };
      }
      const pick = {
        test: actorMatcher(types, restrictions),
        fields: restrictions.map((restriction) => restriction.fieldKey),
      };
      return done({ keys: undefined, fieldKeys, pick, wholeSheet: false });
    });
  }

  createActor(actor: NewActor, call: CallOptions): Promise<Outcome<Actor>> {
    return this.#book.work(call.signal, call.token, () => createRow(actor, this.#writing(call)));
  }

  saveActors(changes: readonly ActorChange[], call: CallOptions): Promise<Outcome<readonly SaveResult[]>> {
    return this.#book.work(call.signal, call.token, () => saveAll(changes, this.#writing(call)));
  }

  async getList(
    listName: string,
    keys: readonly string[] | undefined,
    call: CallOptions,
  ): Promise<Outcome<ReadonlyMap<string, string>>> {
    const frame = this.#book.admit(call.token) ?? (await this.#book.frame());
    if (!isDone(frame)) return frame;
    const list = frame.value.lists.get(plain(listName));
    if (list === undefined) {
      return rejected(
        'workbook.noList',
        `The workbook has no list sheet “${listName}”. Add a sheet “List ${listName}” with the columns Key and Name.`,
      );
    }
    const wanted = keys === undefined ? undefined : new Set(keys);
    return done(wanted === undefined ? list.items : new Map([...list.items].filter(([key]) => wanted.has(key))));
  }

  async close(): Promise<void> {
    await this.#book.close();
  }

  async #open(actorType: ErpActorType, call: CallOptions): Promise<Outcome<Sheet>> {
    const refused = this.#book.admit(call.token);
    if (refused !== undefined) return refused;
    if (!isSheetType(actorType)) return rejected('workbook.noSheet', `A workbook has no sheet for ${actorType}.`);
    return this.#book.sheet(actorType, call.signal);
  }

  async *#stream(actorType: ErpActorType, call: CallOptions, select: (sheet: Sheet) => Outcome<Selection>): Actors {
    const sheet = await this.#open(actorType, call);
    if (!isDone(sheet)) return sheet;
    const selection = select(sheet.value);
    if (!isDone(selection)) return selection;
    return yield* this.#reader.actors(sheet.value, selection.value, call);
  }

  #writing(call: CallOptions): Writing {
    return {
      book: this.#book,
      nameCell: this.#nameCell,
      zone: this.#host.zone,
      now: () => this.#host.now(),
      signal: call.signal,
    };
  }
}

/** Undefined: everything. A cursor that is no whole number came from another kind of connector. */
function readCursor(text: string): bigint | undefined {
  return /^\d{1,40}$/.test(text) ? BigInt(text) : undefined;
}
