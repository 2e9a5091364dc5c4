/** What the SOAP scenarios read: 1,000 customers of 15 fields, as an ERP has them. */
import type { Actor } from '@kobling/sdk';

const fields: Readonly<Record<string, (row: number) => string>> = {
  Name: (row) => `Firma ${row} & Sønner AS`,
  OrgNr: (row) => String(910_000_000 + row),
  Street: (row) => `Storgata ${row}`,
  Zip: (row) => String(1_000 + (row % 9_000)),
  City: () => 'Tromsø',
  Country: () => 'NO',
  Phone: (row) => `+47 22 ${String(row).padStart(6, '0')}`,
  Email: (row) => `post@firma${row}.example`,
  Web: (row) => `https://firma${row}.example/`,
  Credit: (row) => `[F:${row}.5]`,
  Terms: () => '[I:30]',
  Active: () => '[I:1]',
  Since: () => '[D:05/06/2014]',
  Group: (row) => `G${row % 12}`,
  Note: (row) => (row % 3 === 0 ? 'Ring før levering; porten er låst etter kl. 15.' : ''),
};

export const benchActors = (): readonly Actor[] =>
  Array.from({ length: 1_000 }, (_, row) => ({
    actorType: 'Customer' as const,
    erpKey: `C${row}`,
    lastModified: `2026-11-21T08:${String(row % 60).padStart(2, '0')}:00`,
    fieldValues: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value(row)])),
  }));
