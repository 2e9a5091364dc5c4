/** What can be imported from: connections with the actor types that they map, and what the ERP can be searched by. */
import type { ImportActorType, ImportSources } from '@kobling/contract';
import { done, type ErpActorType, type Outcome, textIn } from '@kobling/sdk';
import { actorFields, connectionNames } from '@kobling/store';
import type { Hub } from '../../hub.ts';
import { readSyncSetting } from '../../jobs/sync-setting.ts';
import { readLabels } from '../shapes.ts';

const searchWithinMs = 20_000;

export async function importSources(hub: Hub, language: string): Promise<ImportSources> {
  const labels = await readLabels(hub.db);
  const sources: ImportSources['sources'] = [];
  for (const { id, name, active } of await connectionNames(hub.db)) {
    const setup = await hub.store.setup(id);
    const actorTypes = [];
    for (const mapping of setup?.mappings ?? []) {
      const known = await actorFields(hub.db, id, mapping.actorType);
      const fields = mapping.fields.flatMap(({ erpField, crmField, direction }) => {
        const crm = labels.get(`${mapping.entity} ${crmField}`);
        if (direction === 'toErp' || crm === undefined) return [];
        const label = known.find(({ fieldKey }) => fieldKey === erpField)?.displayName;
        return [
          {
            erpField,
            label: label === undefined || label === '' ? erpField : textIn(language, label),
            crmField,
            crmLabel: textIn(language, crm.label),
            type: crm.type,
          },
        ];
      });
      if (isImported(mapping.actorType))
        actorTypes.push({ actorType: mapping.actorType, entity: mapping.entity, fields });
    }
    sources.push({ connection: { id, name: textIn(language, name) }, active, actorTypes });
  }
  return { syncRunning: (await readSyncSetting(hub.db)).running, sources };
}

const isImported = (type: ErpActorType): type is ImportActorType => type !== 'Employee' && type !== 'Sale';

/** Fields that criteria may name. None: the ERP offers no advanced search. As the ERP said when it cannot be asked. */
export async function searchable(
  hub: Hub,
  connectionId: number,
  actorType: ErpActorType,
  language: string,
): Promise<Outcome<readonly { readonly erpField: string; readonly label: string }[]>> {
  const signal = AbortSignal.timeout(searchWithinMs);
  const keys = await hub.connections.use(connectionId, (connection) =>
    connection.searchableFields(actorType, { signal }),
  );
  if (keys.status !== 'done') return keys;
  const known = await actorFields(hub.db, connectionId, actorType);
  return done(
    keys.value.map((erpField) => {
      const label = known.find(({ fieldKey }) => fieldKey === erpField)?.displayName ?? '';
      return { erpField, label: label === '' ? erpField : textIn(language, label) };
    }),
  );
}
