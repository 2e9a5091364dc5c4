/** What is measured. Each scenario runs alone in a process of its own, on a database of its own. */
import { bulkUpsert } from './bulk-upsert.ts';
import { companyList } from './company-list.ts';
import { erpTab } from './erp-tab.ts';
import { findAmongMany } from './find.ts';
import { fillCrmSync, firstSync } from './first-sync.ts';
import { amongFew, amongMany } from './incremental.ts';
import { interactions } from './interactions.ts';
import { planOfAll } from './plan.ts';
import { soapRead, soapStream } from './soap.ts';
import { workbookOneCell, workbookRead } from './workbook.ts';

export interface Place {
  readonly rows: number;
  /** Of an empty database. */
  readonly databaseUrl: string;
  /** Empty, and gone when the bench ends. */
  readonly folder: string;
}
export interface Measured {
  readonly scenario: string;
  readonly records: number;
  readonly ms: number;
  /** Statements sent to PostgreSQL; absent where there is none. */
  readonly statements?: number;
  /** Greatest resident memory of the whole process, in MB, the ERP in memory included. */
  readonly peakMb: number;
  /** Of it there when the measured part began: mostly the ERP in memory. */
  readonly beforeMb: number;
  /** Rates of whole tables are compared with the bulk upsert; the time of a cycle is not. */
  readonly kind: 'rate' | 'time';
}
export type Figure = Omit<Measured, 'peakMb' | 'scenario'> & { readonly name?: string };
export type Scenario = (place: Place) => Promise<readonly Figure[]>;

export const scenarios = {
  'bulk upsert': bulkUpsert,
  'first sync, one field of four differs': firstSync,
  'first sync, all to the CRM': fillCrmSync,
  'cycles among few links': amongFew,
  'cycles among many links': amongMany,
  'plan of all links': planOfAll,
  'workbook read': workbookRead,
  'workbook one cell': workbookOneCell,
  'SOAP read': soapRead,
  'SOAP stream': soapStream,
  'find among many': findAmongMany,
  'company list': companyList,
  'ERP tab': erpTab,
  interactions,
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
export const isScenario = (name: string): name is ScenarioName => name in scenarios;

export const residentMb = (): number => Math.round(process.memoryUsage.rss() / 1_048_576);
