/** A preview with names for ids: records, fields, list items. */
import type { MappingPreview } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import { type Database, erpListItems, recordNames } from '@kobling/store';
import type { PreviewState } from '../services/index.ts';
import { type ConnectionView, nameOf } from './mapping-fields.ts';
import { toRequest } from './requests.ts';

type Found = NonNullable<PreviewState['preview']>;
type Shown = NonNullable<MappingPreview['preview']>;

export async function shownPreview(
  db: Database,
  view: ConnectionView,
  { request, preview }: PreviewState,
  language: string,
): Promise<MappingPreview> {
  const { status, progress, error } = toRequest(request);
  return {
    status,
    progress,
    message: error === null ? null : `${error.message} ${error.remedy}`,
    preview:
      preview === null || request.body.kind !== 'previewMapping'
        ? null
        : await shown(db, view, request.body.mapping.actorType, preview, language),
  };
}

async function shown(
  db: Database,
  { view, connection }: ConnectionView,
  actorType: string,
  { records, lines, examples }: Found,
  language: string,
): Promise<Shown> {
  const fields = new Map(
    connection.mappings
      .filter((mapping) => mapping.actorType === actorType)
      .flatMap((mapping) => mapping.fields.map((field) => [field.fieldKey, field] as const)),
  );
  const nameOfField = (key: string): string => {
    const field = fields.get(key);
    return field === undefined ? key : nameOf(field, language);
  };
  const erpItems = await erpListItems(db, connection.id);
  const crmItems = new Map(view.crmItems.map((item) => [String(item.id), item.name]));
  const named = await recordNames(
    db,
    examples.map(({ entity }) => entity),
  );
  const value = (example: Found['examples'][number], text: string | null): string => {
    const field = fields.get(example.erpField);
    if (text === null || text === '' || field?.type !== 'list') return text ?? '';
    if (example.target === 'crm') return crmItems.get(text) ?? text;
    const item = erpItems.find(({ listName, itemKey }) => listName === field.listName && itemKey === text);
    return item === undefined ? text : textIn(language, item.name);
  };
  return {
    records,
    lines: lines.map(({ erpField, action, target, rows }) => ({
      field: nameOfField(erpField),
      what: target === null || action === 'conflict' ? toldOnly(action) : target === 'crm' ? 'toCrm' : 'toErp',
      rows,
    })),
    examples: examples.map((example) => ({
      record: [...named].find(({ kind, id }) => kind === example.entity.kind && id === example.entity.id) ?? {
        ...example.entity,
        name: '',
      },
      field: nameOfField(example.erpField),
      side: example.target,
      before: value(example, example.before),
      after: value(example, example.after),
    })),
  };
}

const toldOnly = (action: Found['lines'][number]['action']): Shown['lines'][number]['what'] =>
  action === 'drift' || action === 'fail' ? action : 'conflict';
