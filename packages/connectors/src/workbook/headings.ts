/**
 * Which sheet and which column means what, by name. Names are compared without case, spaces and signs, so `Cust. No`
 * is `custno`. Every guess can be overruled in the connection's settings (config.ts).
 */
export const sheetTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;
export type SheetType = (typeof sheetTypes)[number];
export const isSheetType = (name: string): name is SheetType => sheetTypes.some((type) => type === name);

export const plain = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const sheetNames: Readonly<Record<SheetType, readonly string[]>> = {
  Customer: ['customer', 'customers'],
  Supplier: ['supplier', 'suppliers'],
  Partner: ['partner', 'partners'],
  Person: ['person', 'persons', 'people'],
  Project: ['project', 'projects'],
};
export const isSheetNameOf = (type: SheetType, name: string): boolean => sheetNames[type].includes(plain(name));

const stems: Readonly<Record<SheetType, readonly string[]>> = {
  Customer: ['customer', 'cust'],
  Supplier: ['supplier', 'supp'],
  Partner: ['partner', 'part'],
  Person: ['person', 'pers', 'contact'],
  Project: ['project', 'proj'],
};
const endings = ['key', 'erpkey', 'no', 'nr', 'id', 'number'];
const ownKeys = (type: SheetType): string[] => stems[type].flatMap((stem) => endings.map((ending) => stem + ending));

/** Names of the key column, best first. */
export const keyNames = (type: SheetType): readonly string[] => [
  'erpkey',
  'key',
  ...ownKeys(type),
  'id',
  'no',
  'nr',
  'number',
];

export const modifiedNames: readonly string[] = [
  'lastmodified',
  'modified',
  'modifiedat',
  'lastmodifiedat',
  'changedat',
  'changed',
  'lastchanged',
  'updatedat',
  'updated',
  'lastupdated',
];

/** Actor types that a person or project may belong to, in the order in which an unnamed parent is looked for. */
export const parentTypes = ['Customer', 'Supplier', 'Partner'] as const;
export const parentKeyNames = [
  'parentkey',
  'parenterpkey',
  'parentno',
  'parentid',
  'parent',
  'companykey',
  'companyno',
  'companyid',
] as const;
export const parentTypeNames = ['parenttype', 'parentactortype'] as const;
export const namesParent = (type: (typeof parentTypes)[number], heading: string): boolean =>
  stems[type].includes(plain(heading)) || ownKeys(type).includes(plain(heading));

/** `List CustGroup`, `List_CustGroup`; undefined for a sheet without that prefix. */
export const listPrefixed = (sheet: string): string | undefined =>
  /^list[ _.:-]+(.+)$/i.exec(sheet.trim())?.[1]?.trim();
export const itemKeyNames = ['key', 'id', 'code', 'no', 'nr', 'number', 'value'] as const;
export const itemTextNames = ['name', 'text', 'description', 'title', 'label'] as const;

/** Digits in these columns are names rather than amounts: they stay text whatever the first rows look like. */
const codeHeading =
  /phone|fax|mobile|telephone|telefon|^tel|zip|postal|postcode|postnr|vat|orgn|orgno|iban|account|konto|^name$|^number\d*$|(no|nr|key|code|id)$/;
export const holdsCodes = (heading: string): boolean => codeHeading.test(plain(heading));

/** A column of nothing but 1 and 0 is a checkbox only when its heading asks a yes-or-no question. */
const questionHeading =
  /^(is|has|er|ist|har)[\p{Lu}_ ]|active|aktiv|blocked|sperret|gesperrt|enabled|disabled|stopped|closed|passive|passiv/u;
export const asksYesOrNo = (heading: string): boolean =>
  questionHeading.test(heading) || questionHeading.test(heading.toLowerCase());
