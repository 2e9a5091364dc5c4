/** Changes to the two kinds of parts, beside a sheet's own, that a write may touch: a table's extent, and calcPr. */
import type { Entry } from 'yauzl';
import type { Archive } from './archive.ts';
import { type Range, formatRange } from './refs.ts';
import { type Splice, withAttribute } from './splice.ts';
import { type Attributes, XmlReader, bytesAsText, isTrue, localName } from './xml.ts';

type OnTag = (local: string, attributes: Attributes, depth: number, xml: XmlReader) => void;

async function scanPart(archive: Archive, entry: Entry, open: OnTag, close?: OnTag): Promise<void> {
  const xml: XmlReader = new XmlReader(
    entry.fileName,
    {
      open: (name, attributes, depth) => open(localName(name), attributes, depth, xml),
      close: (name, depth) => close?.(localName(name), {}, depth, xml),
      text: () => undefined,
    },
    true,
  );
  for await (const text of bytesAsText(archive.stream(entry), entry.fileName)) xml.write(text);
  xml.end();
}

const retagged = (xml: XmlReader, tag: string): Splice => ({
  start: xml.tagStart,
  end: xml.tagEnd,
  bytes: Buffer.from(tag, 'latin1'),
});

/** The table's new extent, in its own `ref` and in that of its filter. A row waiting to be the first is one now. */
export async function growTable(archive: Archive, entry: Entry, range: Range): Promise<readonly Splice[]> {
  const splices: Splice[] = [];
  await scanPart(archive, entry, (local, _, depth, xml) => {
    const concerned = (depth === 1 && local === 'table') || (depth === 2 && local === 'autoFilter');
    if (!concerned) return;
    const tag = withAttribute(xml.tagText, 'ref', formatRange(range));
    splices.push(retagged(xml, tag.replace(/\s+insertRow(Shift)?\s*=\s*("[^"]*"|'[^']*')/g, '')));
  });
  return splices;
}

/** Elements of a workbook that come before calcPr (ECMA-376 part 1, 18.2.27, CT_Workbook). */
const beforeCalculation = new Set([
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'AlternateContent',
  'revisionPtr',
  'absPath',
]);

/** Asks Excel to calculate everything when it loads the workbook. No splice when it is asked already. */
export async function recalculateOnLoad(archive: Archive, workbook: Entry): Promise<readonly Splice[]> {
  let existing: Splice | undefined;
  let asked = false;
  let insertAt = 0;
  let prefix = '';
  const note = (local: string, depth: number, xml: XmlReader): void => {
    if (depth === 2 && beforeCalculation.has(local)) insertAt = xml.tagEnd;
  };
  await scanPart(
    archive,
    workbook,
    (local, attributes, depth, xml) => {
      if (depth === 1) {
        insertAt = xml.tagEnd;
        prefix = /^<([^\s:>]+:)?/.exec(xml.tagText)?.[1] ?? '';
      }
      if (depth !== 2 || local !== 'calcPr') return;
      asked = isTrue(attributes.fullCalcOnLoad);
      existing = retagged(xml, withAttribute(xml.tagText, 'fullCalcOnLoad', '1'));
    },
    (local, _, depth, xml) => note(local, depth, xml),
  );
  if (asked) return [];
  return [existing ?? { start: insertAt, end: insertAt, bytes: Buffer.from(`<${prefix}calcPr fullCalcOnLoad="1"/>`) }];
}
