/** What saving a mapping would change: all its links are decided as if it were saved, counted, and nothing is kept. */
import type { ConnectionSetup } from '../model.ts';
import { fieldName } from '../plan-link.ts';
import type { MappingPreview, PlanRow, ProposedMapping } from '../ports.ts';
import type { Work } from '../work.ts';
import { compare } from './compare.ts';
import type { Serve } from './served.ts';

const mostExamples = 20;
/** No base was ever taken under it: each field is brought together anew, as after the save (H19). */
const unsaved = -1;

export const previewMapping: Serve<'previewMapping'> = async (work, request) => {
  const { mapping } = request.body;
  const tally = newTally();
  const seen: Work = {
    ...work,
    setup: withMapping(work.setup, mapping),
    plan: (rows) => {
      tally.add(rows);
      return Promise.resolve();
    },
  };
  const only = new Set(mapping.fields.map(({ erpField }) => fieldName(mapping.actorType, erpField)));
  const served = await compare(seen, request, 'merge', false, only, mapping.actorType);
  return served.status === 'done' ? { status: 'done', result: { preview: tally.result() } } : served;
};

function withMapping(setup: ConnectionSetup, { actorType, entity, fields }: ProposedMapping): ConnectionSetup {
  const old = setup.mappings.find((mapping) => mapping.actorType === actorType);
  const proposed = {
    actorType,
    entity,
    matchFields: old?.matchFields ?? [],
    createFields: [],
    fields: fields.map(({ items, ...field }) => ({
      ...field,
      version: unsaved,
      ...(items !== undefined && { items: { toCrm: new Map(items.toCrm), toErp: new Map(items.toErp) } }),
    })),
  };
  return { ...setup, mappings: [...setup.mappings.filter((mapping) => mapping !== old), proposed] };
}

function newTally() {
  let records = 0;
  const lines = new Map<string, MappingPreview['lines'][number]>();
  const examples: MappingPreview['examples'][number][] = [];
  const addRow = ({ erpField, crmField, action, target, erpValue, crmValue, newValue, entity }: PlanRow): void => {
    const key = `${erpField} ${action} ${target}`;
    const rows = (lines.get(key)?.rows ?? 0) + 1;
    lines.set(key, { erpField, crmField, action, target, rows });
    if (target === null || newValue === null || examples.length >= mostExamples) return;
    const before = target === 'crm' ? crmValue : erpValue;
    examples.push({ entity, erpField, crmField, target, before, after: newValue });
  };
  return {
    /** All rows of a link come at once. */
    add(rows: readonly PlanRow[]): void {
      const shown = rows.filter(({ action }) => action !== 'adopt');
      records += new Set(shown.filter(({ target }) => target !== null).map(({ linkId }) => linkId)).size;
      for (const row of shown) addRow(row);
    },
    result: (): MappingPreview => ({ records, lines: [...lines.values()], examples }),
  };
}
