/**
 * The stage on which every page must keep to one language: an ERP and a CRM whose fields and items are named in English, Norwegian
 * and German, an ERP that goes away, workbooks, and people of each right. English names hold words that only English has.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookConnector } from '@kobling/connectors/workbook';
import { addListItem, addUdefField, createEntity } from '@kobling/store';
import type { EntityKind } from '../../packages/engine/src/index.ts';
import { defineFields, double, list, multiLanguage, text } from '../../packages/sdk/src/index.ts';
import type { MemoryOptions } from '../../packages/sdk/src/memory/index.ts';
import { activeConnection, type WantedConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { saveFile } from './cells.ts';
import { type MoodyErp, moodyErp } from './moody-erp.ts';
import { openScreens, type ScreenStage } from './screen-stage.ts';

const named = (en: string, no: string, de: string): string =>
  multiLanguage(
    new Map([
      ['en', en],
      ['no', no],
      ['de', de],
    ]),
  ) ?? assert.fail(en);

const name = text({ label: named('The name', 'Navnet', 'Der Name'), maxLength: 60, mandatory: true });
const phone = text({ label: named('The phone', 'Telefonen', 'Das Telefon'), maxLength: 30 });
const customer = defineFields({
  Nm: name,
  Phone: phone,
  Group: list('Groups', { label: named('Which group', 'Kundegruppe', 'Kundengruppe') }),
  Limit: double({ label: named('The limit', 'Kredittgrense', 'Kreditgrenze') }),
});
const person = defineFields({
  First: text({ label: named('The first name', 'Fornavnet', 'Der Vorname'), maxLength: 40 }),
  Last: text({ label: named('The last name', 'Etternavnet', 'Der Nachname'), maxLength: 40, mandatory: true }),
});
const project = defineFields({ Nm: name });
export const spokenErp: MemoryOptions = {
  types: {
    Customer: { fields: customer.fields, firstKey: 10_000 },
    Person: { fields: person.fields, parents: ['Customer'], keyPrefix: 'P' },
    Project: { fields: project.fields, keyPrefix: 'PR' },
  },
  lists: {
    Groups: {
      '1': named('The small ones', 'Små kunder', 'Kleine Kunden'),
      '2': named('The large ones', 'Store kunder', 'Große Kunden'),
    },
  },
};

export const spokenMappings: WantedConnection['mappings'] = {
  Customer: {
    Nm: { crm: 'name' },
    Phone: { crm: 'udef.tier' },
    Group: { crm: 'category' },
    Limit: { inTab: true },
  },
  Person: { First: { crm: 'firstName' }, Last: { crm: 'lastName' } },
  Project: { Nm: { crm: 'name' } },
};

export interface TongueStage extends ScreenStage {
  readonly erp: MoodyErp;
  readonly connection: number;
  /** Where the hub takes workbooks from. */
  readonly files: string;
  record(kind: EntityKind, values: Readonly<Record<string, string>>): Promise<number>;
}

export async function openTongueStage(operatorFile = ''): Promise<TongueStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kobling-tongue-'));
  const moody = moodyErp('fjern', spokenErp);
  const stage = await openScreens({ dataDir, operatorFile, connectors: [moody.connector, workbookConnector()] });
  const { db } = stage.hub;
  const [files = ''] = stage.hub.operator.filesAllowed;
  await saveFile(join(files, 'uten-nokkel.xlsx'), sheet('Customers', ['Merknad', 'Navn'], ['x', 'x']));
  await saveFile(join(files, 'annet.xlsx'), sheet('Kaffe', ['Nr', 'Navn'], ['1', '2']));
  const tier = named('The large tier', 'Stort nivå', 'Große Stufe');
  await addListItem(db, 'category', tier);
  const label = named('The tier of it', 'Nivået', 'Die Stufe');
  await addUdefField(db, { entity: 'company', key: 'tier', label, type: 'text', list: null, maxLength: 3, rank: 1 });
  const connection = await activeConnection(stage.fixture, {
    name: 'Regnskap',
    connectorUrl: 'plugin://fjern',
    mappings: spokenMappings,
  });
  return {
    ...stage,
    erp: moody,
    connection,
    files,
    async record(kind, values) {
      const made = await createEntity(db, kind, values, { by: 'test' });
      return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
    },
    async close() {
      await stage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const sheet = (title: string, headers: readonly string[], twice: readonly string[]): Uint8Array =>
  buildXlsx({
    sheets: [{ name: title, columns: headers.map((header) => ({ header })), rows: [[...twice], [...twice]] }],
  });

/** What the test itself names so, and what stays English in every language. */
export const data = [
  'Regnskap',
  'fjern',
  'Fjord',
  'Nordlys AS',
  'AN ann bob eve',
  'Customers Groups',
  // What a browser calls itself.
  'Mozilla Gecko like',
  'Nm Phone Group Limit First Last',
];
