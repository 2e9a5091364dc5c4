/** `node make-workbook.ts FILE ROWS`: a sheet of customers with ten columns of texts, numbers and dates. */
import { writeFileSync } from 'node:fs';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { company } from './company.ts';

const [file = '', rows = ''] = process.argv.slice(2);
const columns = ['CustNo', 'Name', 'Phone', 'Email', 'City', 'Credit', 'Orders', 'Blocked', 'Since', 'Remark'] as const;
const sheet = {
  name: 'Customers',
  columns: columns.map((header) => ({ header, ...(header === 'Since' && { format: 'date' as const }) })),
  rows: Array.from({ length: Number(rows) }, (_, n) => {
    const { name, phone, email, city } = company(n);
    const since = { date: `20${10 + (n % 14)}-0${1 + (n % 9)}-1${n % 10}` };
    return [10_000 + n, name, phone, email, city, (n % 1_000) * 100, n % 200, n % 10 === 0, since, null];
  }),
};
writeFileSync(file, buildXlsx({ sheets: [sheet] }));
