/** The sheets of the demonstration's ERP: what an accounts department keeps, with more columns than the CRM cares for. */
import type { FixtureCell, FixtureColumn, FixtureSheet } from '../packages/connectors/src/workbook/xlsx/fixture.ts';
import { columnName } from '../packages/connectors/src/workbook/xlsx/refs.ts';
import {
  dayAfter,
  type DemoWorld,
  type Dice,
  dice,
  type ErpCompany,
  erpLists,
  type ErpListName,
  today,
} from '../packages/server/src/demo/data/index.ts';

/** A column and what a row holds in it. */
type Field<T> = FixtureColumn & { readonly cell: (record: T, row: number) => FixtureCell };
/** A cell that holds nothing is a blank, not an empty text. */
const text = (value: string): FixtureCell => (value === '' ? null : value);
const day = (value: string): FixtureCell => (value === '' ? null : { date: value });
const numeric = (value: string): FixtureCell => ({ number: value });
/** Amounts are exact to the cent; a double's digits would not be. */
const cents = (value: number): FixtureCell => ({ number: (value / 100).toFixed(2) });

const rowsOf = <T>(fields: readonly Field<T>[], records: readonly T[]): readonly (readonly FixtureCell[])[] =>
  records.map((record, index) => fields.map((field) => field.cell(record, index + 2)));
const columnsOf = <T>(fields: readonly Field<T>[]): readonly FixtureColumn[] =>
  fields.map(({ cell: _cell, ...column }) => column);
/** The letters of a column, for formulas. */
function letters<T>(fields: readonly Field<T>[], header: string): string {
  const index = fields.findIndex((field) => field.header === header);
  if (index < 0) throw new RangeError(`there is no column ${header}`);
  return columnName(index);
}

interface Account extends ErpCompany {
  readonly salesRep: string;
  readonly terms: string;
  readonly limit: number;
  readonly balanceCents: number;
  readonly lastOrder: string;
  readonly blocked: boolean;
}

/** What only the ERP knows of a company: nothing that has a place in the CRM. */
function accountOf(company: ErpCompany, chance: Dice): Account {
  const limit = chance.pick([25_000, 50_000, 100_000, 250_000, 500_000]);
  return {
    ...company,
    salesRep: chance.pick(['AHL', 'BRO', 'JKR', 'MVE', 'SØL']),
    terms: chance.pick(['14', '30', '30', '30', '45', 'EOM']),
    limit,
    balanceCents: chance.chance(25) ? 0 : chance.below(limit * 90),
    lastOrder: dayAfter(today, -chance.below(420)),
    blocked: chance.chance(4),
  };
}

const addressFields: readonly Field<Account>[] = [
  { header: 'Phone', width: 19, format: 'text', cell: ({ phone }) => text(phone) },
  { header: 'Email', width: 36, cell: ({ email }) => text(email) },
  { header: 'Web', width: 42, cell: ({ web }) => text(web) },
  { header: 'Address', width: 24, cell: ({ line1 }) => text(line1) },
  { header: 'Address2', width: 15, cell: ({ line2 }) => text(line2) },
  { header: 'Zip', width: 10, format: 'text', cell: ({ zip }) => text(zip) },
  { header: 'City', width: 18, cell: ({ city }) => text(city) },
  { header: 'Country', width: 9, cell: ({ country }) => country },
  { header: 'Registered', width: 12, format: 'date', cell: ({ registered }) => day(registered) },
];
const lastFields: readonly Field<Account>[] = [
  { header: 'Note', width: 40, cell: ({ note }) => text(note) },
  { header: 'LastModified', width: 20, format: 'dateTime', cell: ({ modified }) => day(modified) },
];

const supplierFields: readonly Field<Account>[] = [
  { header: 'SuppNo', width: 9, cell: ({ number }) => numeric(number), style: 'bold' },
  { header: 'Name', width: 38, cell: ({ name }) => name },
  { header: 'VatNo', width: 21, format: 'text', cell: ({ vat }) => vat },
  { header: 'SuppGroup', width: 11, cell: ({ group }) => text(group) },
  ...addressFields,
  { header: 'PaymentTerms', width: 14, cell: ({ terms }) => (/^\d+$/.test(terms) ? numeric(terms) : terms) },
  { header: 'Owed', width: 13, format: 'decimal', cell: ({ balanceCents }) => cents(balanceCents) },
  { header: 'LastInvoice', width: 12, format: 'date', cell: ({ lastOrder }) => day(lastOrder) },
  ...lastFields,
];

const daysUntilToday = (from: string): number => (Date.parse(today) - Date.parse(from)) / 86_400_000;

const customerFields: readonly Field<Account>[] = [
  { header: 'CustNo', width: 9, cell: ({ number }) => numeric(number), style: 'bold' },
  { header: 'Name', width: 38, cell: ({ name }) => name },
  { header: 'VatNo', width: 21, format: 'text', cell: ({ vat }) => vat },
  { header: 'CustGroup', width: 11, cell: ({ group }) => (group === '' ? null : numeric(group)) },
  ...addressFields,
  { header: 'SalesRep', width: 10, cell: ({ salesRep }) => salesRep },
  { header: 'PaymentTerms', width: 14, cell: ({ terms }) => (/^\d+$/.test(terms) ? numeric(terms) : terms) },
  { header: 'CreditLimit', width: 13, format: 'thousands', cell: ({ limit }) => limit },
  { header: 'Balance', width: 13, format: 'decimal', cell: ({ balanceCents }) => cents(balanceCents) },
  {
    header: 'BalanceInclVat',
    width: 15,
    format: 'decimal',
    style: 'shaded',
    cell: ({ balanceCents }, row) => ({
      formula: `${letters(customerFields, 'Balance')}${row}*1.25`,
      value: (balanceCents * 1.25) / 100,
    }),
  },
  { header: 'LastOrder', width: 12, format: 'date', cell: ({ lastOrder }) => day(lastOrder) },
  {
    header: 'DaysSinceOrder',
    width: 15,
    format: 'integer',
    style: 'shaded',
    cell: ({ lastOrder }, row) => ({
      formula: `TODAY()-${letters(customerFields, 'LastOrder')}${row}`,
      value: daysUntilToday(lastOrder),
    }),
  },
  { header: 'Blocked', width: 9, cell: ({ blocked }) => (blocked ? 'Yes' : 'No') },
  ...lastFields,
];

/** Customers are a table of Excel's, with filters and stripes; suppliers are a plain sheet. */
export function companySheet(role: 'customer' | 'supplier', { companies }: DemoWorld): FixtureSheet {
  const fields = role === 'customer' ? customerFields : supplierFields;
  const chance = dice(role === 'customer' ? 11 : 12);
  const accounts = companies.flatMap(({ role: own, erp }) =>
    own === role && erp !== undefined ? [accountOf(erp, chance)] : [],
  );
  return {
    name: role === 'customer' ? 'Customers' : 'Suppliers',
    columns: columnsOf(fields),
    rows: rowsOf(fields, accounts),
    freezeHeader: true,
    ...(role === 'customer' ? { table: { name: 'Customers' } } : {}),
  };
}

export function personSheet({ persons }: DemoWorld): FixtureSheet {
  const rows = persons.flatMap(({ company, erp }) => {
    if (erp === undefined || company.erp === undefined) return [];
    const parent = numeric(company.erp.number);
    const isCustomer = company.role === 'customer';
    return [{ ...erp, customer: isCustomer ? parent : null, supplier: isCustomer ? null : parent }];
  });
  const fields: readonly Field<(typeof rows)[number]>[] = [
    { header: 'PersonNo', width: 10, cell: ({ number }) => numeric(number), style: 'bold' },
    { header: 'CustNo', width: 9, cell: ({ customer }) => customer },
    { header: 'SuppNo', width: 9, cell: ({ supplier }) => supplier },
    { header: 'FirstName', width: 14, cell: ({ firstName }) => firstName },
    { header: 'LastName', width: 16, cell: ({ lastName }) => lastName },
    { header: 'Title', width: 22, cell: ({ title }) => text(title) },
    { header: 'Position', width: 10, cell: ({ position }) => numeric(position) },
    { header: 'Phone', width: 19, format: 'text', cell: ({ phone }) => text(phone) },
    { header: 'Mobile', width: 19, format: 'text', cell: ({ mobile }) => text(mobile) },
    { header: 'Email', width: 48, cell: ({ email }) => text(email) },
    { header: 'LastModified', width: 20, format: 'dateTime', cell: ({ modified }) => day(modified) },
  ];
  return { name: 'Persons', columns: columnsOf(fields), rows: rowsOf(fields, rows), freezeHeader: true };
}

export function projectSheet({ projects }: DemoWorld): FixtureSheet {
  const rows = projects.flatMap(({ company, erp }) =>
    erp === undefined ? [] : [{ ...erp, customer: company.erp?.number ?? '' }],
  );
  const fields: readonly Field<(typeof rows)[number]>[] = [
    { header: 'ProjectNo', width: 11, cell: ({ number }) => number, style: 'bold' },
    { header: 'CustNo', width: 9, cell: ({ customer }) => numeric(customer) },
    { header: 'Name', width: 36, cell: ({ name }) => name },
    { header: 'ProjectType', width: 12, cell: ({ type }) => type },
    { header: 'ProjectStatus', width: 13, cell: ({ status }) => status },
    { header: 'EndDate', width: 12, format: 'date', cell: ({ endDate }) => day(endDate) },
    { header: 'Description', width: 50, cell: ({ description }) => text(description) },
    { header: 'Budget', width: 13, format: 'thousands', cell: ({ budget }) => budget },
    { header: 'Spent', width: 13, format: 'thousands', cell: ({ spent }) => spent },
    {
      header: 'SpentShare',
      width: 12,
      format: 'percent',
      style: 'shaded',
      cell: ({ budget, spent }, row) => ({
        formula: `${letters(fields, 'Spent')}${row}/${letters(fields, 'Budget')}${row}`,
        value: spent / budget,
      }),
    },
    { header: 'LastModified', width: 20, format: 'dateTime', cell: ({ modified }) => day(modified) },
  ];
  return {
    name: 'Projects',
    columns: columnsOf(fields),
    rows: rowsOf(fields, rows),
    freezeHeader: true,
    table: { name: 'Projects', style: 'TableStyleLight9' },
  };
}

export const listSheetNames: readonly ErpListName[] = [
  'CustGroup',
  'SuppGroup',
  'Country',
  'PaymentTerms',
  'Position',
  'ProjectType',
  'ProjectStatus',
];
/** A sheet that the workbook connector takes for the list of the column of its name. */
export const listSheet = (name: ErpListName): FixtureSheet => ({
  name: `List ${name}`,
  columns: [
    { header: 'Key', width: 8, style: 'bold' },
    { header: 'Text', width: 22 },
  ],
  rows: erpLists[name].map(({ code, text: shown }) => [/^\d+$/.test(code) ? numeric(code) : code, shown]),
  freezeHeader: true,
});
