/** The parts of a made workbook around its sheets: contents, relationships, content types, properties. */
import type { FixtureSheet, FixtureWorkbook } from './fixture.ts';
import { escapeText } from './text.ts';

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
export const mainNs = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packageRelNs = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const attributeText = (text: string): string => escapeText(text).replace(/"/g, '&quot;');

export function workbookXml({ sheets, definedNames, date1904 }: FixtureWorkbook): string {
  const state = (sheet: FixtureSheet): string =>
    sheet.hidden === 'very' ? ' state="veryHidden"' : sheet.hidden === true ? ' state="hidden"' : '';
  const list = sheets.map(
    (sheet, i) => `<sheet name="${attributeText(sheet.name)}" sheetId="${i + 1}"${state(sheet)} r:id="rId${i + 1}"/>`,
  );
  const names = Object.entries(definedNames ?? {}).map(
    ([name, ref]) => `<definedName name="${attributeText(name)}">${escapeText(ref)}</definedName>`,
  );
  return [
    `${xmlHead}<workbook xmlns="${mainNs}" xmlns:r="${relNs}"><workbookPr${date1904 === true ? ' date1904="1"' : ''} defaultThemeVersion="124226"/>`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>',
    `<sheets>${list.join('')}</sheets>`,
    names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`,
    '<calcPr calcId="191029"/></workbook>',
  ].join('');
}

export function workbookRelations({ sheets, macros, sharedStrings }: FixtureWorkbook): [string, string][] {
  const relations: [string, string][] = sheets.map((_, i) => [`${relNs}/worksheet`, `worksheets/sheet${i + 1}.xml`]);
  relations.push([`${relNs}/theme`, 'theme/theme1.xml'], [`${relNs}/styles`, 'styles.xml']);
  if (sharedStrings !== false) relations.push([`${relNs}/sharedStrings`, 'sharedStrings.xml']);
  if (macros !== undefined)
    relations.push(['http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin']);
  return relations;
}

export function relationships(relations: readonly (readonly [string, string])[]): string {
  const list = relations.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageRelNs}">${list.join('')}</Relationships>`;
}

export function contentTypes({ sheets, macros, sharedStrings }: FixtureWorkbook): string {
  const sheetMl = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const main =
    macros === undefined ? `${sheetMl}.sheet.main+xml` : 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
  const overrides: [string, string][] = [['xl/workbook.xml', main]];
  for (const i of sheets.keys()) overrides.push([`xl/worksheets/sheet${i + 1}.xml`, `${sheetMl}.worksheet+xml`]);
  const tables = sheets.filter((sheet) => sheet.table !== undefined).length;
  for (let i = 1; i <= tables; i += 1) overrides.push([`xl/tables/table${i}.xml`, `${sheetMl}.table+xml`]);
  overrides.push(
    ['xl/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
    ['xl/styles.xml', `${sheetMl}.styles+xml`],
  );
  if (sharedStrings !== false) overrides.push(['xl/sharedStrings.xml', `${sheetMl}.sharedStrings+xml`]);
  overrides.push(
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  );
  const bin =
    macros === undefined ? '' : '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>';
  return [
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${bin}`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`),
    '</Types>',
  ].join('');
}

export const coreXml = `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Kobling</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`;
export const appXml = `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>`;
