import { done } from '@kobling/sdk';
import { dropUnknownColumns, listedFields } from '@kobling/store';
import { mayUse } from '../../services/index.ts';
import { actorColumns, actorLists } from '../archive/erp-entity.ts';
import { staticColumns } from '../archive/run.ts';
import { carrier, int, nothing, text } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/**
 * The connection's fields changed: columns that are there no longer leave what people chose for the list ListOwner. Everybody's
 * where an administrator asks, else the caller's own. A connection whose fields were never read says nothing about columns.
 */
export const validateArchiveColumnConfig = method({
  right: 'licensed',
  reads: false,
  request: carrier({ ListOwner: text, ErpConnectionId: int }),
  response: nothing,
  async handle({ ListOwner, ErpConnectionId }, call) {
    const { hub, person } = call;
    const isAdministrator = person.role === 'administrator';
    const usable = await mayUse(hub, ErpConnectionId, person, 'see');
    if (usable.status !== 'done' && !(isAdministrator && usable.reason.code === 'connection.noAccess')) return usable;
    const fields = await listedFields(hub.db, [ErpConnectionId]);
    if (fields.length === 0 || ListOwner === '') return done(undefined);
    const keys = fields.map(({ key }) => key);
    const whose = isAdministrator ? undefined : person.id;
    const ofActors = actorLists.map((list) => `${ListOwner}|${list}`);
    await dropUnknownColumns(hub.db, ofActors, [...keys, ...actorColumns], whose);
    // A page's own list may mix fields of an ERP with columns of the CRM, which stay.
    await dropUnknownColumns(hub.db, [ListOwner], [...keys, ...(await staticColumns(call))], whose);
    return done(undefined);
  },
});
