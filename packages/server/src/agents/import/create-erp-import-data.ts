/**
 * Searches the ERP and answers the hits as lines, as the CRM would hold them: one value a column, list items by name. Columns
 * are fields of the ERP; none are all that the mapping brings into the CRM. A column that is mapped is locked: the mapping says
 * where it goes. One that is not mapped has no name and brings nothing.
 */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { actorFields, crmFields } from '@kobling/store';
import { beginImport, findImport, requestStates, showImport } from '../../services/index.ts';
import { erpSearchOf } from '../archive/erp-entity.ts';
import { archiveRestrictionInfo } from '../carriers/archive.ts';
import { importErpData } from '../carriers/import.ts';
import { carrier, int, list, text } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { namedActorType } from '../erp-sync/records.ts';
import { type AgentCall, method } from '../method.ts';
import { linesOf } from './lines.ts';

export const createErpImportData = method({
  right: 'administrator',
  reads: false,
  request: carrier({
    Restriction: list(archiveRestrictionInfo),
    Columns: list(text),
    ConnectionId: int,
    ErpActorType: erpActorType,
  }),
  response: importErpData,
  async handle({ Restriction, Columns, ConnectionId, ErpActorType }, call) {
    const actorType = namedActorType(ErpActorType);
    if (actorType.status !== 'done') return actorType;
    const place = { connectionId: ConnectionId, actorType: actorType.value };
    const search = await erpSearchOf(Restriction, place, call);
    if (search.status !== 'done') return search;
    const { text: words, restrictions } = search.value;
    const begun = await beginImport(call.hub, { ...place, text: words, restrictions }, call.person.name);
    if (begun.status !== 'done') return begun;
    const ready = await searched(begun.value, call);
    if (ready.status !== 'done') return ready;
    const columns = await columnsOf(call, place.connectionId, place.actorType, Columns);
    return done({
      ColumnInfos: columns.map(({ crmField, label }) => ({
        Name: crmField,
        DisplayName: label,
        Locked: crmField !== '',
      })),
      ImportLines: await linesOf(
        call,
        begun.value,
        columns.map(({ crmField }) => crmField),
      ),
    });
  },
});

/** Waits for the search as long as the call may take. Rejected as the ERP said, and where it takes longer. */
async function searched(id: number, { hub, person, signal }: AgentCall): Promise<Outcome> {
  for (;;) {
    const found = await findImport(hub, id, person.name);
    if (found.status !== 'done') return found;
    const { status, requestId } = found.value;
    if (status !== 'searching') return done(undefined);
    const shown = await showImport(hub, id, person.name);
    if (shown.status === 'done' && shown.value.failure !== null) return rejected('import.search', shown.value.failure);
    if (signal.aborted)
      return rejected(
        'import.underWay',
        `The search goes on as import ${id}. Search for fewer, or look at it on the page.`,
      );
    if (requestId !== null) await requestStates(hub, [requestId], 1_000);
  }
}

async function columnsOf(
  { hub, language }: AgentCall,
  connectionId: number,
  actorType: Parameters<typeof actorFields>[2],
  wanted: readonly string[],
): Promise<readonly { readonly crmField: string; readonly label: string }[]> {
  const setup = await hub.store.setup(connectionId);
  const mapping = setup?.mappings.find((one) => one.actorType === actorType);
  const mapped = (mapping?.fields ?? []).filter(({ direction }) => direction !== 'toErp');
  const fields = await actorFields(hub.db, connectionId, actorType);
  const labels = mapping === undefined ? [] : await crmFields(hub.db, mapping.entity);
  const keys = wanted.length === 0 ? mapped.map(({ erpField }) => erpField) : wanted;
  return keys.map((key) => {
    const crmField = mapped.find(({ erpField }) => erpField === key)?.crmField ?? '';
    const label =
      labels.find((field) => field.key === crmField)?.label ??
      fields.find(({ fieldKey }) => fieldKey === key)?.displayName ??
      '';
    return { crmField, label: label === '' ? key : textIn(language, label) };
  });
}
