/** The stage of the set-up's tests: an ERP in memory that asks for a client and a password, and refuses a wrong one by its field. */
import { type Connector, rejected } from '@kobling/sdk';
import { memoryConnector, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import type { Locator, Page } from 'playwright-core';
import { applySetup, readSetup } from '../../packages/server/src/setup-file/index.ts';
import { openScreens, type ScreenStage } from './screen-stage.ts';

const asked = { rank: 0, description: '', listName: '', defaultValue: '', maxLength: 40 } as const;
const configFields = [
  {
    ...asked,
    rank: 1,
    fieldKey: 'Hint',
    displayName: 'US:"Ask your accountant for these";NO:"Spør regnskapsføreren om disse"',
    type: 'label',
    access: 'normal',
  },
  {
    ...asked,
    rank: 2,
    fieldKey: 'Client',
    displayName: 'US:"Client";NO:"Klient"',
    description: 'US:"Number or name";NO:"Nummer eller navn"',
    type: 'text',
    access: 'mandatory',
  },
  {
    ...asked,
    rank: 3,
    fieldKey: 'Password',
    displayName: 'US:"Password";NO:"Passord"',
    type: 'password',
    access: 'mandatory',
  },
  {
    ...asked,
    rank: 4,
    fieldKey: 'Branch',
    displayName: 'US:"Branch";NO:"Avdeling"',
    type: 'integer',
    access: 'normal',
    defaultValue: '[I:7]',
  },
  { ...asked, rank: 5, fieldKey: 'From', displayName: 'US:"From";NO:"Fra"', type: 'datetime', access: 'normal' },
  {
    ...asked,
    rank: 6,
    fieldKey: 'Archive',
    displayName: 'US:"Archived too";NO:"Også arkiverte"',
    type: 'checkbox',
    access: 'normal',
  },
  {
    ...asked,
    rank: 7,
    fieldKey: 'Group',
    displayName: 'US:"Group";NO:"Gruppe"',
    type: 'list',
    access: 'normal',
    listName: 'CustGr',
  },
] as const;
export const rightPassword = 'open sesame';

/** A second connector shares the field Client: what was typed for the one serves the other. */
const other: readonly (typeof configFields)[number][] = configFields.filter(({ fieldKey }) => fieldKey === 'Client');

export type SettingsStage = ScreenStage & { readonly world: MemoryWorld };

export async function openSettings(): Promise<SettingsStage> {
  const memory = memoryConnector({ ...sampleErp, configFields });
  const strict: Connector = {
    ...memory,
    testConfig: async (config, host, call) => {
      const checked = await memory.testConfig(config, host, call);
      if (checked.status !== 'done' || config['Password'] === rightPassword) return checked;
      const sentence = 'The ERP does not know this password.';
      return rejected('memory.password', sentence, { fields: { Password: sentence } });
    },
  };
  const second = memoryConnector({ ...sampleErp, name: 'second', configFields: other });
  const stage = await openScreens({ connectors: [strict, { ...second, displayName: 'Second ERP' }] });
  return { ...stage, world: memory.world };
}

export async function apply(stage: ScreenStage, yaml: string): Promise<void> {
  const read = readSetup(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const applied = await applySetup(stage.hub, read.setup, {
    dryRun: false,
    by: 'ann',
    values: { 'env:ERP_PASSWORD': rightPassword },
  });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
}

/** A connection that is mapped, as the set-up file makes it. */
export const mappedSetup = (name: string, active: boolean): string => `connectors:
  - { name: Minne, url: plugin://memory }
connections:
  - name: ${name}
    connector: Minne
    active: ${active}
    config: { Client: Acme, Password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields: { Nm: { crm: name, sync: both }, Phone: { crm: phone, sync: both }, VatNo: { crm: vatNumber, sync: both } }
    match: { Customer: [vatNumber] }
`;

/** The buttons under a list. */
export const under = (page: Page, list: string): Locator => page.getByRole('group', { name: list, exact: true });
export const dialog = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title, exact: true });
