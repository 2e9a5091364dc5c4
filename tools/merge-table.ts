/** Writes the tables of docs/merge.md from `decide` itself; a test keeps them equal. `node tools/merge-table.ts --write`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { decide, type DecideInput, type Decision } from '@kobling/engine';

const page = new URL('../docs/merge.md', import.meta.url);
const plain: DecideInput = {
  mode: 'merge',
  direction: 'both',
  based: true,
  erp: 'changed',
  crm: 'changed',
  equal: false,
  erpBlank: false,
  crmBlank: false,
  winner: 'crm',
  keepOverBlank: false,
  drifting: false,
};
const directions = ['both', 'fromErp', 'toErp'] as const;
const shown = { both: '`< >` both', fromErp: '`>` ERP to CRM', toErp: '`<` CRM to ERP' } as const;

function words(decision: Decision): string {
  switch (decision.do) {
    case 'rest':
      return 'nothing';
    case 'adopt':
      return 'adopt: the base moves';
    case 'ask':
      return 'ask a person';
    case 'drift':
      return `drift of the ${decision.side === 'erp' ? 'ERP' : 'CRM'}, flagged`;
    case 'write': {
      const as = { write: '', conflict: ', a conflict', firstAgreement: ', first agreement', resync: ', resync' }[
        decision.kind
      ];
      return `write ${decision.target === 'erp' ? 'ERP' : 'CRM'}${as}`;
    }
  }
}

/** By rank: what happens when the CRM ranks higher, and when the ERP does. */
function byRank(input: Partial<DecideInput>): string {
  const crm = words(decide({ ...plain, ...input, winner: 'crm' }));
  const erp = words(decide({ ...plain, ...input, winner: 'erp' }));
  return crm === erp ? crm : `CRM ranks higher: ${crm}; ERP ranks higher: ${erp}`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const changed = table(
  ['direction', 'only the ERP changed', 'only the CRM changed', 'both changed, differently'],
  directions.map((direction) => [
    shown[direction],
    byRank({ direction, crm: 'same' }),
    byRank({ direction, erp: 'same' }),
    byRank({ direction }),
  ]),
);
const first = table(
  ['direction', 'both have a value', 'the ERP is blank', 'the CRM is blank'],
  directions.map((direction) => [
    shown[direction],
    byRank({ direction, based: false }),
    byRank({ direction, based: false, erpBlank: true }),
    byRank({ direction, based: false, crmBlank: true }),
  ]),
);
const drift = table(
  ['direction', 'the other side overwrites a drifted value'],
  [
    [shown.fromErp, words(decide({ ...plain, direction: 'fromErp', crm: 'same', drifting: true }))],
    [shown.toErp, words(decide({ ...plain, direction: 'toErp', erp: 'same', drifting: true }))],
  ],
);
const resync = table(
  ['direction', 'resync from ERP', 'resync from CRM', 'the source is blank, "without blanks"'],
  directions.map((direction) => [
    shown[direction],
    words(decide({ ...plain, direction, mode: 'resyncFromErp' })),
    words(decide({ ...plain, direction, mode: 'resyncFromCrm' })),
    words(decide({ ...plain, direction, mode: 'resyncFromErp', erpBlank: true, keepOverBlank: true })),
  ]),
);

export const sections: Readonly<Record<string, string>> = { changed, first, drift, resync };

/** The page with its tables made anew between their markers. */
export function renewed(text: string): string {
  return Object.entries(sections).reduce(
    (page, [name, body]) =>
      page.replace(new RegExp(`(<!-- table:${name} -->\\n)[\\s\\S]*?(<!-- /table -->)`), `$1\n${body}\n\n$2`),
    text,
  );
}

if (process.argv.includes('--write')) writeFileSync(page, renewed(readFileSync(page, 'utf8')));
