/**
 * How cultures write numbers and dates, as .NET does by default. A table of our own: what the platform knows changes with its
 * version, and a value must not be read otherwise after an upgrade.
 */
export type DayOrder = 'dmy' | 'mdy' | 'ymd';
export interface Culture {
  readonly name: string;
  readonly decimal: '.' | ',';
  /** Marks between thousands; a space stands for every kind of space, an apostrophe for both kinds. */
  readonly groups: string;
  readonly order: DayOrder;
  /** Between the parts of a date, for examples only: any of `./-` is read. */
  readonly dayMark: '.' | '/' | '-';
}

type Writing = Omit<Culture, 'name'>;
const writing = (
  decimal: Culture['decimal'],
  groups: string,
  order: DayOrder,
  dayMark: Culture['dayMark'],
): Writing => ({ decimal, groups, order, dayMark });

const table: readonly (readonly [names: string, writing: Writing])[] = [
  ['de-DE de-LU hr-HR id-ID is-IS mk-MK ro-RO sl-SI tr-TR', writing(',', '.', 'dmy', '.')],
  ['de-AT', writing(',', '. ', 'dmy', '.')],
  ['da-DK nl-NL es-CL', writing(',', '.', 'dmy', '-')],
  ['el-GR es-AR es-CO es-ES it-IT nl-BE pt-BR vi-VN', writing(',', '.', 'dmy', '/')],
  ['fr-BE pt-PT', writing(',', '. ', 'dmy', '/')],
  ['bg-BG cs-CZ et-EE fi-FI lv-LV nb-NO nn-NO pl-PL ru-RU sk-SK uk-UA', writing(',', ' ', 'dmy', '.')],
  ['fr-FR', writing(',', ' ', 'dmy', '/')],
  ['fr-CA sv-SE', writing(',', ' ', 'ymd', '-')],
  ['lt-LT', writing(',', '. ', 'ymd', '-')],
  ['hu-HU', writing(',', ' ', 'ymd', '.')],
  ['de-CH de-LI fr-CH it-CH', writing('.', "'", 'dmy', '.')],
  ['en-US', writing('.', ',', 'mdy', '/')],
  ['en-AU en-GB en-IE en-NZ es-MX', writing('.', ',', 'dmy', '/')],
  ['en-CA ja-JP ko-KR zh-CN', writing('.', ',', 'ymd', '-')],
];

const known: ReadonlyMap<string, Culture> = new Map(
  table.flatMap(([names, how]) => names.split(' ').map((name) => [name.toLowerCase(), { name, ...how }] as const)),
);

/** In the order of their names. */
export const cultures: readonly Culture[] = [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Without regard to case; undefined: none that is known. */
export const cultureOf = (name: string): Culture | undefined => known.get(name.toLowerCase());

export interface CultureExample {
  readonly name: string;
  readonly number: string;
  readonly date: string;
}

/** What its values look like, for people who choose one. */
export function cultureExample(culture: Culture): CultureExample {
  const { name, decimal, groups } = culture;
  return { name, number: `1${groups[0] ?? ''}234${decimal}50`, date: dateWritten(culture, '2026-12-31') };
}

/** An ISO date as the culture writes it. */
export function dateWritten({ order, dayMark }: Pick<Culture, 'order' | 'dayMark'>, date: string): string {
  const [y = '', m = '', d = ''] = date.split('-');
  const inOrder = { dmy: [d, m, y], mdy: [m, d, y], ymd: [y, m, d] };
  return inOrder[order].join(dayMark);
}
