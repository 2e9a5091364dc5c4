/** The styles and theme of made workbooks: one cell format for every combination of number format and look. */
import type { FixtureFormat } from './fixture.ts';

export type FixtureStyle = 'plain' | 'bold' | 'shaded';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
/** Excel's own ids where it has them; 164 and up are defined in the styles part. */
const formats: Readonly<Record<FixtureFormat, number>> = {
  general: 0,
  text: 49,
  integer: 1,
  thousands: 3,
  decimal: 4,
  percent: 10,
  date: 164,
  dateTime: 165,
  time: 21,
  duration: 46,
};
const looks: readonly FixtureStyle[] = ['plain', 'bold', 'shaded'];
const formatNames = Object.keys(formats);

/** Index of the header's format: white and bold on blue. It follows the combinations. */
export const headerStyle = formatNames.length * looks.length;
export const columnStyle = (format: FixtureFormat, look: FixtureStyle): number =>
  looks.indexOf(look) * formatNames.length + formatNames.indexOf(format);

export function stylesXml(): string {
  const xf = (format: number, font: number, fill: number): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${format > 0 ? ' applyNumberFormat="1"' : ''}${font > 0 ? ' applyFont="1"' : ''}${fill > 0 ? ' applyFill="1"' : ''}/>`;
  const font = { plain: 0, bold: 1, shaded: 0 };
  const fill = { plain: 0, bold: 0, shaded: 3 };
  const cells = looks.flatMap((look) => Object.values(formats).map((format) => xf(format, font[look], fill[look])));
  cells.push(xf(0, 2, 2));
  const solid = (colour: string): string =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  const fontXml = (more: string, colour: string): string =>
    `<font>${more}<sz val="11"/>${colour}<name val="Calibri"/><family val="2"/><scheme val="minor"/></font>`;
  return [
    `${head}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>',
    `<fonts count="3">${fontXml('', '<color theme="1"/>')}${fontXml('<b/>', '<color theme="1"/>')}${fontXml('<b/>', '<color rgb="FFFFFFFF"/>')}</fonts>`,
    `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FF1F4E79')}${solid('FFEAF1F8')}</fills>`,
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/>',
    '<tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>',
  ].join('');
}

const colour = (name: string, rgb: string): string => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`;
const accents = ['4472C4', 'ED7D31', 'A5A5A5', 'FFC000', '5B9BD5', '70AD47']
  .map((rgb, i) => colour(`accent${i + 1}`, rgb))
  .join('');
const fontSet = (name: string, face: string): string =>
  `<a:${name}><a:latin typeface="${face}"/><a:ea typeface=""/><a:cs typeface=""/></a:${name}>`;
const flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const line = `<a:ln w="6350">${flat}<a:prstDash val="solid"/></a:ln>`;
const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';

export const themeXml = [
  `${head}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">`,
  '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>',
  `${colour('dk2', '44546A')}${colour('lt2', 'E7E6E6')}${accents}${colour('hlink', '0563C1')}${colour('folHlink', '954F72')}</a:clrScheme>`,
  `<a:fontScheme name="Office">${fontSet('majorFont', 'Calibri Light')}${fontSet('minorFont', 'Calibri')}</a:fontScheme>`,
  `<a:fmtScheme name="Office"><a:fillStyleLst>${flat.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst>`,
  `<a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${flat.repeat(3)}</a:bgFillStyleLst></a:fmtScheme>`,
  '</a:themeElements></a:theme>',
].join('');
