/** createActor: one new row with a key of its own, in one write. */
import { type Actor, done, isDone, type NewActor, type Outcome, rejected, retry } from '@kobling/sdk';
import { toActor } from './actor.ts';
import { aborted, type Sheet } from './book.ts';
import { isSheetType, parentTypes } from './headings.ts';
import { keyCell, MAX_KEY_LENGTH, nextKey } from './keys.ts';
import { Notices } from './notices.ts';
import { addStamp, convert, rowsOf, type Writing } from './save.ts';
import type { NewCell } from './table-source.ts';

const ATTEMPTS = 5;

/** Inside `book.work`. */
export async function createRow(actor: NewActor, writing: Writing): Promise<Outcome<Actor>> {
  const { actorType } = actor;
  const { book } = writing;
  if (!isSheetType(actorType)) return rejected('workbook.noSheet', `A workbook has no sheet for ${actorType}.`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const sheet = await book.fresh(actorType);
    if (!isDone(sheet)) return sheet;
    const parent = await parentCells(actor, sheet.value, writing);
    if (!isDone(parent)) return parent;
    const highest = book.parts.state.highestKey(actorType);
    const key = nextKey(
      [...sheet.value.rows.keys(), ...sheet.value.duplicates.keys()],
      highest,
      book.parts.config.newKeyStart,
    );
    if (key.length > MAX_KEY_LENGTH)
      return rejected(
        'workbook.longKey',
        `The next key would have more than ${MAX_KEY_LENGTH} characters. Set a first new key in the settings.`,
      );
    const converted = convert(withoutBlanks(actor.fieldValues), sheet.value, undefined, writing.nameCell, key);
    if (converted.status === 'rejected') return converted;
    const cells = new Map<number, NewCell>([...converted.cells, ...parent.value]);
    cells.set(sheet.value.headings.key.index, keyCell(key, sheet.value.keyIsNumber));
    addStamp(cells, sheet.value, undefined, writing);
    if (writing.signal.aborted) return aborted();
    const written = await book.parts.source.write(
      [{ table: sheet.value.table.name, row: 'append', cells }],
      sheet.value.version,
    );
    if (!isDone(written)) return written;
    if (written.value.status === 'written') return readBack(actor, key, writing);
  }
  return retry(
    'workbook.busy',
    'The workbook is being saved again and again, so nothing was written. The call is repeated by itself.',
    5_000,
  );
}

const withoutBlanks = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

async function readBack(actor: NewActor, key: string, writing: Writing): Promise<Outcome<Actor>> {
  const { actorType } = actor;
  const unread = (why: string): Outcome<Actor> => ({
    status: 'unknown',
    reason: { code: 'workbook.unread', message: `The row ${key} was written, but could not be read back: ${why}` },
  });
  if (!isSheetType(actorType)) return unread('no sheet');
  const sheet = await writing.book.fresh(actorType);
  if (!isDone(sheet)) return unread(sheet.reason.message);
  const rows = await rowsOf([{ actorType, erpKey: key }], new Map([[actorType, sheet.value]]), writing.book);
  if (!isDone(rows)) return unread(rows.reason.message);
  const row = rows.value.get(`${actorType} ${key}`);
  return row === undefined
    ? unread('the row is gone.')
    : done(toActor(sheet.value, key, row, undefined, writing.nameCell, new Notices()));
}

/** The parent's key goes into the parent column of its type; the parent must be there. */
async function parentCells(
  actor: NewActor,
  sheet: Sheet,
  writing: Writing,
): Promise<Outcome<ReadonlyMap<number, NewCell>>> {
  const key = actor.parentErpKey ?? '';
  if (key === '') return done(new Map());
  const type = parentTypes.find((candidate) => candidate === (actor.parentActorType ?? sheet.defaultParent));
  const column =
    type === undefined
      ? undefined
      : (sheet.headings.parents.find((parent) => parent.type === type) ??
        sheet.headings.parents.find((parent) => parent.type === undefined));
  if (type === undefined || column === undefined) {
    return rejected(
      'workbook.noParentColumn',
      `The sheet “${sheet.table.name}” has no column for its ${actor.parentActorType ?? 'parent'}. Add a column such as CustNo, or name it in the setting Parent column.`,
    );
  }
  const parents = await writing.book.fresh(type);
  if (!isDone(parents)) return parents;
  if (!parents.value.rows.has(key))
    return rejected(
      'workbook.noParent',
      `${parents.value.table.name} has no row with the key “${key}”, so nothing was added to ${sheet.table.name}. Choose another ${type}.`,
    );
  const stats = sheet.columns.find((candidate) => candidate.index === column.index)?.stats;
  const asNumber = stats === undefined || stats.filled === 0 ? parents.value.keyIsNumber : stats.numbers >= stats.texts;
  const cells = new Map<number, NewCell>([[column.index, keyCell(key, asNumber)]]);
  if (column.type === undefined && sheet.headings.parentType !== undefined)
    cells.set(sheet.headings.parentType.index, { kind: 'text', text: type });
  return done(cells);
}
