/** The stage of the ERP tab's tests: two ERPs, one company's worth of mappings on each, and the tab of a record in a browser. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { EntityKind } from '../../packages/engine/src/index.ts';
import type { CapabilityCard } from '../../packages/sdk/src/index.ts';
import { type MemoryOptions, sampleErp } from '../../packages/sdk/src/memory/index.ts';
import { activeConnection, type WantedConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { type PersonName, vendorClient } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { addListItem, createEntity, getEntity } from '../../packages/store/src/index.ts';
import type { View } from '../../packages/web/src/testing/browser.ts';
import { type MoodyErp, moodyErp } from './moody-erp.ts';
import { openScreens, type Screen, type ScreenStage } from './screen-stage.ts';

export interface ErpTabStage extends ScreenStage {
  readonly first: MoodyErp;
  readonly second: MoodyErp;
  readonly ids: { readonly first: number; readonly second: number };
  record(kind: EntityKind, values: Readonly<Record<string, string>>): Promise<number>;
  value(kind: EntityKind, id: number, field: string): Promise<string | undefined>;
  /** Connects a company, without a browser. */
  link(id: number, erp: 'first' | 'second', actorType: 'Customer' | 'Supplier', erpKey: string): Promise<void>;
  /** Automatic sync, off and on. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Who the first connection is open to, and for what. */
  scope(who: PersonName | 'everyone', may: { readonly connect: boolean; readonly create: boolean }): Promise<void>;
  /** The tab of a record, in a window of its own. */
  tab(of: TabOf): Promise<Screen>;
}
export interface TabOf {
  readonly kind?: EntityKind;
  readonly id: number;
  readonly who?: PersonName;
  readonly view?: View & { readonly language?: string };
}

/** An ERP with customers that are suppliers too. */
const withPartners: MemoryOptions = {
  ...sampleErp,
  types: { ...sampleErp.types, Partner: { fields: sampleErp.types.Customer?.fields ?? [], firstKey: 70_000 } },
};
const mappings: WantedConnection['mappings'] = {
  Customer: {
    Nm: { crm: 'name' },
    Phone: { crm: 'phone' },
    Email: { crm: 'email', sync: 'toCrm' },
    City: { crm: 'postalAddress.city' },
    Credit: { inTab: true },
    CustGr: { inTab: true },
  },
  Person: { FirstName: { crm: 'firstName' }, LastName: { crm: 'lastName' }, Mobile: { crm: 'mobile' } },
  Partner: { Nm: { crm: 'name' }, Phone: { crm: 'phone' } },
  Project: { Nm: { crm: 'name' }, Text: { crm: 'text' }, Budget: { inTab: true } },
};

/** `card`: what the first ERP says of itself besides. */
export async function openErpTabs(card: Partial<CapabilityCard> = {}): Promise<ErpTabStage> {
  const first = moodyErp('firsterp', withPartners, card);
  const second = moodyErp('seconderp');
  const stage = await openScreens({ connectors: [first.connector, second.connector] });
  const { fixture } = stage;
  const { db } = fixture.hub;
  await addListItem(db, 'category', 'Retail');
  const ids = {
    first: await activeConnection(fixture, {
      name: 'ERP demo',
      connectorUrl: 'plugin://firsterp',
      mappings,
    }),
    second: await activeConnection(fixture, {
      name: 'Sweden',
      connectorUrl: 'plugin://seconderp',
      mappings: { Customer: { Nm: { crm: 'name' } }, Supplier: { Nm: { crm: 'name' } } },
    }),
  };
  const running = async (on: boolean): Promise<void> => {
    await vendorClient(fixture, 'ann').getErpSyncAgent().changeEngineStatusAsync(on);
  };
  return {
    ...stage,
    first,
    second,
    ids,
    async record(kind, values) {
      const made = await createEntity(db, kind, values, { by: 'test' });
      return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
    },
    value: async (kind, id, field) => (await getEntity(db, { kind, id }))?.values[field],
    async link(id, erp, erpActorType, erpKey) {
      const pair = { erpConnectionId: ids[erp], crmRecordId: id, crmActorType: 'Contact', erpActorType, erpKey };
      await vendorClient(fixture, 'bob')
        .getErpSyncAgent()
        .createActorLinkAsync(pair as never);
    },
    stop: () => running(false),
    start: () => running(true),
    async scope(who, { connect, create }) {
      await db.run('update connection set all_access = $2 where id = $1', [ids.first, who === 'everyone']);
      await db.run('delete from connection_access where connection_id = $1', [ids.first]);
      await db.run(
        `insert into connection_access (connection_id, user_id, can_connect, can_create)
         select $1, id, $3, $4 from app_user where name = $2`,
        [ids.first, who, connect, create],
      );
    },
    async tab({ kind = 'company', id, who = 'bob', view = {} }) {
      const screen = await stage.screen(who, view);
      await screen.go(`/${kind}/${id}?tab=erp`);
      return screen;
    },
  };
}

/** A connection of the tab, by its heading. */
export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
