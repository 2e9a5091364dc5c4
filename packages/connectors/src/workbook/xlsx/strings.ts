/** The shared strings: text cells hold an index into them. Read once per file version, whole, within a bound. */
import type { Archive } from './archive.ts';
import type { Limits } from './limits.ts';
import type { Contents } from './parts.ts';
import { refuse } from './refusal.ts';
import { TextRuns } from './text.ts';
import { type Attributes, XmlReader, decodeXml, localName } from './xml.ts';

export type SharedStrings = readonly string[];

export async function readStrings(archive: Archive, contents: Contents, limits: Limits): Promise<SharedStrings> {
  const entry = contents.strings;
  if (entry === undefined) return [];
  if (entry.uncompressedSize > limits.sharedStringsBytes) {
    throw refuse(
      'workbook.tooLarge',
      `The workbook's texts are ${Math.round(entry.uncompressedSize / 1048576)} MiB, more than is held in memory. Split the workbook.`,
    );
  }
  const strings: string[] = [];
  const runs = new TextRuns();
  const reader = new XmlReader(entry.fileName, {
    open: (name: string, attributes: Attributes) => runs.open(localName(name), attributes),
    text: (text: string) => runs.text(text),
    close(name: string, depth: number) {
      const local = localName(name);
      runs.close(local);
      if (depth === 2 && local === 'si') strings.push(runs.take());
    },
  });
  for await (const text of decodeXml(archive.stream(entry), entry.fileName)) reader.write(text);
  reader.end();
  return strings;
}
