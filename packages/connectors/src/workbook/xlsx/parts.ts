/**
 * The workbook's table of contents: which sheets it names and in which parts they, their tables, the styles and the
 * shared strings lie. Names of parts come from relationships, never from custom: writers differ in them.
 */
import type { Entry } from 'yauzl';
import type { Archive } from './archive.ts';
import { damaged, refuse } from './refusal.ts';
import type { Range } from './refs.ts';
import { parseRange } from './refs.ts';
import { type Attributes, XmlReader, attribute, decodeXml, isTrue, localName } from './xml.ts';

export interface Sheet {
  readonly name: string;
  readonly entry: Entry;
  /**
   * LibreOffice saves yes and no as the formulas TRUE() and FALSE(): there they are values. Not where a calculation chain
   * lists the cells with formulas, since Excel misses the formula then.
   */
  readonly booleanFormulasAreValues: boolean;
}
export interface SheetTable {
  readonly entry: Entry;
  readonly name: string;
  readonly range: Range;
  readonly headerRows: number;
  readonly totalsRows: number;
  /** A table without data shows one empty row that is not one yet; filling it makes it one. */
  readonly insertRow: boolean;
}
export interface Contents {
  readonly workbook: Entry;
  readonly sheets: readonly Sheet[];
  readonly styles: Entry | undefined;
  readonly strings: Entry | undefined;
  /** Excel lists here all cells that hold a formula; other programs leave it out. */
  readonly calcChain: boolean;
  readonly date1904: boolean;
}

interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, in the transitional and the strict namespace alike. */
  readonly kind: string;
  readonly part: string;
}

type Open = (local: string, attributes: Attributes, depth: number) => void;

/** Reads a small part, calling back for each element. */
async function readElements(archive: Archive, entry: Entry, open: Open): Promise<void> {
  const ignore = (): void => undefined;
  const events = {
    open: (name: string, attributes: Attributes, depth: number) => open(localName(name), attributes, depth),
    close: ignore,
    text: ignore,
  };
  const reader = new XmlReader(entry.fileName, events);
  const whole = await archive.read(entry);
  for await (const text of decodeXml(chunksOf(whole), entry.fileName)) reader.write(text);
  reader.end();
}
async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield bytes;
}

/** The part that a target names, seen from the folder of `source`; a path that leaves the archive is refused. */
export function resolveTarget(source: string, target: string): string {
  const segments = target.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) throw damaged(`it refers to a part outside of itself (${target})`);
  }
  return segments.join('/');
}

const relationsOf = (part: string): string => {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
};

async function readRelations(archive: Archive, source: string): Promise<readonly Relation[]> {
  const entry = archive.entries.get(relationsOf(source).toLowerCase());
  const relations: Relation[] = [];
  if (entry === undefined) return relations;
  await readElements(archive, entry, (local, attributes) => {
    if (local !== 'Relationship' || attributes.TargetMode === 'External') return;
    const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
    relations.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), part: resolveTarget(source, target) });
  });
  return relations;
}

function partOf(archive: Archive, name: string): Entry | undefined {
  return archive.entries.get(name.toLowerCase()) ?? archive.entries.get(decoded(name).toLowerCase());
}
function decoded(name: string): string {
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}

/** Throws Refusal when the archive is no workbook that can be read. */
export async function readContents(archive: Archive): Promise<Contents> {
  const main = (await readRelations(archive, '')).find((relation) => relation.kind === 'officeDocument');
  const workbook = main === undefined ? undefined : partOf(archive, main.part);
  if (workbook === undefined) throw damaged('it is a zip archive, but holds no workbook');
  if (workbook.fileName.endsWith('.bin')) {
    throw refuse(
      'workbook.oldFormat',
      'The workbook is in the binary format .xlsb. Open it in Excel and save it as .xlsx or, with macros, as .xlsm.',
    );
  }
  const relations = await readRelations(archive, workbook.fileName);
  const named: { name: string; id: string }[] = [];
  let date1904 = false;
  let isWorkbook = false;
  await readElements(archive, workbook, (local, attributes, depth) => {
    if (depth === 1) isWorkbook = local === 'workbook';
    if (local === 'sheet') named.push({ name: attributes.name ?? '', id: attribute(attributes, 'id') ?? '' });
    if (local === 'workbookPr') date1904 = isTrue(attributes.date1904);
  });
  if (!isWorkbook) throw damaged('it is an Office file, but no workbook');
  const single = (kind: string): Entry | undefined => {
    const relation = relations.find((candidate) => candidate.kind === kind);
    return relation === undefined ? undefined : partOf(archive, relation.part);
  };
  const calcChain = single('calcChain') !== undefined;
  const sheets: Sheet[] = [];
  for (const { name, id } of named) {
    const relation = relations.find((candidate) => candidate.id === id);
    // Chart sheets, dialog sheets and macro sheets hold no rows.
    if (relation?.kind !== 'worksheet') continue;
    const entry = partOf(archive, relation.part);
    if (entry === undefined) throw damaged(`the part of its sheet ${name} is missing`);
    sheets.push({ name, entry, booleanFormulasAreValues: !calcChain });
  }
  return {
    workbook,
    sheets,
    styles: single('styles'),
    strings: single('sharedStrings'),
    calcChain,
    date1904,
  };
}

/** The sheet of that name; Excel takes names that differ in case only for the same. */
export function findSheet(contents: Contents, name: string, file: string): Sheet {
  const exact = contents.sheets.find((sheet) => sheet.name === name);
  const found = exact ?? contents.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const present = contents.sheets.map((sheet) => sheet.name).join(', ');
  throw refuse(
    'workbook.noSheet',
    `${file} has no sheet named ${name}. Its sheets are: ${present === '' ? 'none' : present}. Rename a sheet, or name it in the connection's settings.`,
  );
}

/** The defined tables on a sheet, topmost first, then leftmost. */
export async function readTables(archive: Archive, sheet: Sheet): Promise<readonly SheetTable[]> {
  const tables: SheetTable[] = [];
  for (const relation of await readRelations(archive, sheet.entry.fileName)) {
    if (relation.kind !== 'table') continue;
    const entry = partOf(archive, relation.part);
    if (entry === undefined) throw damaged(`a table of its sheet ${sheet.name} is missing`);
    await readElements(archive, entry, (local, attributes, depth) => {
      if (depth !== 1 || local !== 'table') return;
      const range = parseRange(attributes.ref ?? '');
      if (range === undefined) throw damaged(`a table of its sheet ${sheet.name} has no place on it`);
      tables.push({
        entry,
        name: attributes.displayName ?? attributes.name ?? '',
        range,
        headerRows: Number(attributes.headerRowCount ?? '1'),
        totalsRows: Number(attributes.totalsRowCount ?? '0'),
        insertRow: isTrue(attributes.insertRow),
      });
    });
  }
  return tables.sort((a, b) => a.range.firstRow - b.range.firstRow || a.range.firstColumn - b.range.firstColumn);
}
