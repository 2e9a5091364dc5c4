/** Connector, connection and mapping as the set-up file would store them. */
import type { ErpActorType, FieldMetadata } from '@kobling/sdk';
import { type Database, saveConnection, saveConnector, saveMapping, setConnectionActive } from '@kobling/store';

/** ERP field to CRM field, synced both ways. */
export const mappedFields: Readonly<Record<string, string>> = {
  Nm: 'name',
  Phone: 'phone',
  Email: 'email',
  City: 'postalAddress.city',
};

interface FieldsOf {
  type(actorType: ErpActorType): { readonly fields: readonly FieldMetadata[] } | undefined;
}

/** An active connection with customers as companies; answers its id. */
export function saveErp(db: Database, erp: FieldsOf, url = 'plugin://memory'): Promise<number> {
  return db.transaction(async (tx) => {
    const connectorId = await saveConnector(tx, { id: undefined, name: 'ERP', url, reachable: true });
    const id = await saveConnection(tx, {
      id: undefined,
      connectorId,
      name: 'ERP',
      description: '',
      zone: 'UTC',
      allAccess: true,
    });
    const fields = (erp.type('Customer')?.fields ?? []).map((meta, rank) => {
      const crmField = mappedFields[meta.fieldKey] ?? null;
      return {
        ...meta,
        missingInErp: false,
        crmField,
        syncToCrm: crmField !== null,
        syncToErp: crmField !== null,
        showInTab: false,
        showInSearch: false,
        hasDefault: false,
        firstSyncDefault: '',
        promptUser: false,
        mandatory: false,
        lossy: false,
        rank,
        crmList: null,
        items: [],
      };
    });
    await saveMapping(tx, id, undefined, {
      actorType: 'Customer',
      entity: 'company',
      active: true,
      matchFields: ['Nm'],
      fields,
    });
    await setConnectionActive(tx, id, true);
    return id;
  });
}
