/** The suite that every connector must pass, over both kinds of workbook, with values as people write them. */
import { conformanceTests, type ConformanceSubject } from '@kobling/sdk/conformance';
import { workbookConnector } from './index.ts';
import { makeBench } from './testing.ts';
import { buildXlsx, type FixtureWorkbook } from './xlsx/fixture.ts';

const cities = ['Oslo', 'Bergen', 'Ås', 'Zürich', ''];
const day = (n: number): string => `20${String(10 + (n % 16))}-0${1 + (n % 9)}-1${n % 10}`;

const csvFiles = {
  'Customers.csv': `CustNo;Name;City;Phone;Credit;Staff;Active;Since;CustGroup;LastModified\r\n${Array.from(
    { length: 40 },
    (_, n) =>
      [
        10_000 + n,
        `Customer ${n}`,
        cities[n % 5],
        `0${22_000_000 + n}`,
        `${n * 10},5`,
        n,
        n % 2 ? 'Ja' : 'Nei',
        day(n),
        n % 3 ? 'G' : 'S',
        `${day(n)} 10:00:00`,
      ].join(';'),
  ).join('\r\n')}\r\n`,
  'Suppliers.csv': 'SuppNo,Name\n1,Papir AS\n2,"Stål, jern"\n',
  'Persons.csv': 'PersonNo;Name;CustNo;Born\nP001;Ada;10001;31.12.1999\nP002;Bo;10002;01.02.2000\nP003;Cy;10001;\n',
  'Projects.csv': 'ProjNo\tName\tCustomer\tBudget\n7\tBridge\t10003\t1000.50\n',
  'List CustGroup.csv': 'Key;Name\nG;Gold\nS;Silver\n',
};

const book: FixtureWorkbook = {
  sheets: [
    {
      name: 'Customers',
      columns: [
        { header: 'CustNo' },
        { header: 'Name' },
        { header: 'City' },
        { header: 'Phone', format: 'text' },
        { header: 'Credit', format: 'decimal' },
        { header: 'Staff', format: 'integer' },
        { header: 'Active' },
        { header: 'Since', format: 'date' },
        { header: 'Called', format: 'dateTime' },
        { header: 'CustGroup' },
        { header: 'Total' },
        { header: 'LastModified', format: 'dateTime' },
      ],
      rows: Array.from({ length: 40 }, (_, n) => [
        10_000 + n,
        `Customer ${n}`,
        cities[n % 5] || null,
        `0${22_000_000 + n}`,
        { number: `${n * 10}.5` },
        n,
        n % 2 === 1,
        { date: day(n) },
        { date: `${day(n)}T08:30:00` },
        n % 3 ? 'G' : 'S',
        { formula: `E${n + 2}*2`, value: n * 20 + 1 },
        { date: `${day(n)}T10:00:00` },
      ]),
      emptyRows: 5,
    },
    {
      name: 'Persons',
      columns: [{ header: 'PersonNo' }, { header: 'Name' }, { header: 'CustNo' }],
      rows: [
        ['P001', 'Ada', 10_001],
        ['P002', 'Bo', 10_002],
      ],
      table: { name: 'People' },
    },
    {
      name: 'Project',
      columns: [{ header: 'ProjNo' }, { header: 'Name' }, { header: 'EndDate', format: 'date' }],
      rows: [[1, 'Bridge', { date: '2026-12-31' }]],
    },
    {
      name: 'CustGroup',
      columns: [{ header: 'Key' }, { header: 'Name' }],
      rows: [
        ['G', 'Gold'],
        ['S', 'Silver'],
      ],
    },
  ],
};

async function subject(
  files: Readonly<Record<string, string | Uint8Array>>,
  file: string,
): Promise<ConformanceSubject> {
  const { made, cleanUp } = await makeBench(files);
  return { connector: workbookConnector(), config: { file }, host: made.host, write: true, cleanUp };
}

conformanceTests('workbook, a folder of CSV files', () => subject(csvFiles, 'book'));
conformanceTests('workbook, an .xlsx file', () => subject({ 'erp.xlsx': buildXlsx(book) }, 'book/erp.xlsx'));
conformanceTests('workbook, an .xlsm file that counts from 1904', () =>
  subject({ 'erp.xlsm': buildXlsx({ ...book, date1904: true, macros: Uint8Array.from([1, 2, 3]) }) }, 'book/erp.xlsm'),
);
