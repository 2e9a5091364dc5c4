/** Connections set up through the vendor's client, as an administrator's script does it. */
import type { TestHub } from '../../testing/test-hub.ts';
import { vendorClient, whole } from './vendor-client.ts';

export interface MappedField {
  readonly crm?: string;
  readonly sync?: 'both' | 'toCrm' | 'toErp';
  readonly inTab?: boolean;
}
export interface WantedConnection {
  readonly name: string;
  readonly connectorUrl?: string;
  readonly config?: Readonly<Record<string, string>>;
  /** Users that it is open to; left out: everybody. */
  readonly userIds?: readonly number[];
  /** Actor type to ERP field to how it is mapped. */
  readonly mappings: Readonly<Record<string, Readonly<Record<string, MappedField>>>>;
}

/** Its id; throws with the reasons when it could not be activated. */
export async function activeConnection(fixture: TestHub, wanted: WantedConnection): Promise<number> {
  const agent = vendorClient(fixture, 'ann').getErpSyncAgent();
  const id = await savedConnection(fixture, wanted);
  for (const [actorType, fields] of Object.entries(wanted.mappings)) {
    const mapping = await whole(agent.getActorTypeMappingAsync(id, actorType as never));
    const fieldMappings = mapping.fieldMappings.map((field) => {
      const { crm = '', sync = 'both', inTab = false } = fields[field.erpFieldKey] ?? {};
      const directions = { syncToCrm: crm !== '' && sync !== 'toErp', syncToErp: crm !== '' && sync !== 'toCrm' };
      return { ...field, crmFieldKey: crm, ...directions, showInGui: inTab };
    });
    await agent.saveActorTypeMappingAsync({ ...mapping, isActive: true, fieldMappings } as never);
  }
  const reasons = await whole(agent.toggleErpConnectionActiveAsync(id));
  if (reasons.length > 0) throw new Error(reasons.join('\n'));
  return id;
}

async function savedConnection(
  fixture: TestHub,
  { name, connectorUrl = 'plugin://memory', config = {}, userIds }: WantedConnection,
): Promise<number> {
  const agent = vendorClient(fixture, 'ann').getErpSyncAgent();
  const known = (await whole(agent.getAllConnectorsAsync())).find(({ toolTip }) => toolTip === connectorUrl);
  const connector =
    known?.id ??
    (
      await whole(
        agent.saveErpSyncConnectorEntityAsync({
          ...(await agent.createDefaultErpSyncConnectorEntityAsync()),
          displayName: connectorUrl,
          uRL: connectorUrl,
        }),
      )
    ).erpConnectorId;
  const form = {
    erpConnectionId: 0,
    erpConnectorId: connector,
    displayName: name,
    displayDescription: '',
    allAccess: userIds === undefined,
    associateAccessIds: userIds ?? [],
    configFields: config,
  };
  return (await whole(agent.saveConnectionAsync(form as never))).erpConnectionId;
}
