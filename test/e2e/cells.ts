/**
 * A workbook as another program sees it: cells read and changed in the XML of the archive, saved as Excel saves, to another
 * name and then over the old one. Nothing of the connector's own reading or writing is used, so it cannot hide its faults.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type Parts = Readonly<Record<string, Uint8Array>>;

export async function readParts(file: string): Promise<Parts> {
  return unzipSync(await readFile(file));
}

/** As Excel does: a reader sees the old file or the new one, never half of it. */
export async function saveFile(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.saving`, bytes);
  await rename(`${file}.saving`, file);
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const cellPattern = (ref: string): RegExp => new RegExp(`<c r="${ref}"([^>]*?)(?:/>|>(.*?)</c>)`, 's');
const sheetPart = (sheet: number): string => `xl/worksheets/sheet${sheet}.xml`;

/** Shown text of a cell, '' for an empty one. `sheet` counts from 1. */
export async function cellText(file: string, ref: string, sheet = 1): Promise<string> {
  const parts = await readParts(file);
  const found = cellPattern(ref).exec(textOf(parts, sheetPart(sheet)));
  const inner = found?.[2] ?? '';
  const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? '';
  if (/\bt="s"/.test(found?.[1] ?? '')) {
    const items = textOf(parts, 'xl/sharedStrings.xml').match(/<si>.*?<\/si>/gs) ?? [];
    return texts(items[Number(value)] ?? '');
  }
  return value === '' ? texts(inner) : unescape(value);
}

const texts = (xml: string): string =>
  unescape([...xml.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map((match) => match[1] ?? '').join(''));
const textOf = (parts: Parts, name: string): string => strFromU8(parts[name] ?? new Uint8Array());

/** Puts texts into cells that exist, keeping their style. */
export async function setCells(file: string, values: Readonly<Record<string, string>>, sheet = 1): Promise<void> {
  const parts = await readParts(file);
  let xml = textOf(parts, sheetPart(sheet));
  for (const [ref, value] of Object.entries(values)) {
    const pattern = cellPattern(ref);
    if (!pattern.test(xml)) throw new Error(`${file} has no cell ${ref}`);
    xml = xml.replace(pattern, (_whole, attributes: string) => {
      const style = / s="\d+"/.exec(attributes)?.[0] ?? '';
      return `<c r="${ref}"${style} t="inlineStr"><is><t>${escape(value)}</t></is></c>`;
    });
  }
  await saveFile(file, zipSync({ ...parts, [sheetPart(sheet)]: strToU8(xml) }));
}
