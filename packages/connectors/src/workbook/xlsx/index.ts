/**
 * A workbook (.xlsx, .xlsm) as tables of typed cells.
 *
 * Reading: archive.ts opens the zip and refuses what would harm, parts.ts finds the sheets, rows.ts streams one
 * (sheet-scan.ts is the grammar of its XML). Writing: write.ts plans each sheet's edits as splices of its part
 * (sheet-places.ts, sheet-edit.ts), archive-copy.ts makes the new archive around them, replace-file.ts puts it in place.
 */
import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Outcome, done, retry } from '@kobling/sdk';
import type { FileVersion, Row, RowEdit, TableInfo, TableSource, WriteResult } from '../table-source.ts';
import { type Archive, openArchive, versionOf } from './archive.ts';
import { type Limits, defaultLimits } from './limits.ts';
import { type Contents, findSheet, readContents, readTables } from './parts.ts';
import { Refusal, failureOf, settle } from './refusal.ts';
import { readRows } from './rows.ts';
import { type SharedStrings, readStrings } from './strings.ts';
import { readStyles } from './styles.ts';
import { writeEdits } from './write.ts';

export { isoToSerial, plainNumber, serialToIso } from './serial.ts';
export { cellRef, columnName } from './refs.ts';
export { type Limits, defaultLimits } from './limits.ts';

export interface XlsxOptions {
  readonly limits?: Partial<Limits>;
}

/** Opens nothing yet: every call opens the file as it is then. A link is followed, and its target written. */
export function openXlsx(path: string, options: XlsxOptions = {}): TableSource {
  return new XlsxSource(path, { ...defaultLimits, ...options.limits });
}

class XlsxSource implements TableSource {
  readonly #path: string;
  readonly #name: string;
  readonly #limits: Limits;
  /** The texts last read, for the next sheet of the same file; memory may be taken back whenever it is needed. */
  #strings: { readonly version: FileVersion; readonly texts: WeakRef<SharedStrings> } | undefined;

  constructor(path: string, limits: Limits) {
    this.#path = path;
    this.#name = basename(path);
    this.#limits = limits;
  }

  version(): Promise<Outcome<FileVersion>> {
    return settle(this.#name, async () => done(versionOf(await stat(this.#path, { bigint: true }))));
  }

  tables(): Promise<Outcome<readonly TableInfo[]>> {
    return settle(this.#name, async () => {
      const archive = await this.#open();
      try {
        const { sheets, date1904 } = await readContents(archive);
        const tables: TableInfo[] = [];
        for (const sheet of sheets) {
          const [table] = await readTables(archive, sheet);
          tables.push(
            table === undefined ? { name: sheet.name, date1904 } : { name: sheet.name, table: table.range, date1904 },
          );
        }
        return done(tables);
      } finally {
        await archive.close();
      }
    });
  }

  async *rows(table: string): AsyncGenerator<Row, Outcome | undefined, undefined> {
    let archive: Archive | undefined;
    try {
      archive = await this.#open();
      const version = archive.version();
      const contents = await readContents(archive);
      const sheet = findSheet(contents, table, this.#name);
      const styles = await readStyles(archive, contents);
      const strings = await this.#texts(archive, contents, version);
      yield* readRows(archive, sheet, styles, strings);
      if (archive.version() !== version) throw changedMeanwhile(this.#name);
      return undefined;
    } catch (error) {
      return failureOf(error, this.#name);
    } finally {
      await archive?.close();
    }
  }

  write(edits: readonly RowEdit[], from: FileVersion): Promise<Outcome<WriteResult>> {
    return settle(this.#name, async () => writeEdits(await realpath(this.#path), edits, from, this.#limits));
  }

  #open(): Promise<Archive> {
    return openArchive(this.#path, this.#name, this.#limits);
  }

  async #texts(archive: Archive, contents: Contents, version: FileVersion): Promise<SharedStrings> {
    const held = this.#strings?.version === version ? this.#strings.texts.deref() : undefined;
    if (held !== undefined) return held;
    const texts = await readStrings(archive, contents, this.#limits);
    this.#strings = { version, texts: new WeakRef(texts) };
    return texts;
  }
}

/** Saved in place, not by a rename: what was read is a mixture of two versions. */
const changedMeanwhile = (name: string): Refusal =>
  new Refusal(retry('workbook.changedWhileRead', `${name} was saved while it was read. It is read again.`));
