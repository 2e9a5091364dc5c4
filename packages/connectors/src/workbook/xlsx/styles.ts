/** Which kind of number each cell style shows: the `s` of a cell is an index into this. */
import type { Archive } from './archive.ts';
import { type NumberKind, builtInKind, formatKind } from './number-format.ts';
import type { Contents } from './parts.ts';
import { type Attributes, XmlReader, decodeXml, localName } from './xml.ts';

export type Styles = readonly NumberKind[];

export async function readStyles(archive: Archive, contents: Contents): Promise<Styles> {
  const entry = contents.styles;
  if (entry === undefined) return [];
  const custom = new Map<number, NumberKind>();
  const ids: number[] = [];
  // `xf` occurs also in cellStyleXfs, which cells do not refer to.
  let inCellFormats = false;
  const reader = new XmlReader(entry.fileName, {
    open(name: string, attributes: Attributes, depth: number) {
      const local = localName(name);
      if (depth === 2) inCellFormats = local === 'cellXfs';
      // Formats of `dxfs` (conditional formats) define numFmt elements deeper down.
      if (local === 'numFmt' && depth === 3)
        custom.set(Number(attributes.numFmtId), formatKind(attributes.formatCode ?? ''));
      if (inCellFormats && local === 'xf' && depth === 3) ids.push(Number(attributes.numFmtId ?? '0'));
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const text of decodeXml(archive.stream(entry), entry.fileName)) reader.write(text);
  reader.end();
  // A file may define even a built-in id itself: its own definition counts.
  return ids.map((id) => custom.get(id) ?? builtInKind(id) ?? 'number');
}
