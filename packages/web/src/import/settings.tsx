/** How an import recognises records, what it does with them, and with persons and list items that have no place yet. */
import type { Import, ImportSettings } from '@kobling/contract';
import { Checkbox, NativeSelect } from '@mantine/core';
import { fieldLabel } from '../crm/fields.ts';
import { useCrmWords } from '../language/crm/index.ts';
import { useImportWords } from '../language/import/index.ts';

interface Props {
  readonly found: Import;
  readonly busy: boolean;
  readonly onChange: (settings: ImportSettings) => void;
}
const actions = ['add', 'merge', 'replace', 'skip'] as const;
const newItems = ['add', 'default', 'blank'] as const;

export function Settings({ found, busy, onChange }: Props) {
  const { t } = useImportWords();
  const { t: crm } = useCrmWords();
  const { settings } = found;
  const labelOf = (field: Import['newItems'][number]): string =>
    fieldLabel(found.entity, { key: field.crmField, label: field.label }, crm);
  const change = (part: Partial<ImportSettings>): void => {
    if (!busy) onChange({ ...settings, ...part });
  };
  return (
    <section className="panel stack" aria-label={t('import.settings')}>
      <h2>{t('import.settings')}</h2>
      <div className="import-form">
        <NativeSelect
          label={t('import.match')}
          value={settings.match}
          data={found.matches.map((match) => ({ value: match, label: t(`import.match.${match}`) }))}
          onChange={(event) => {
            const match = found.matches.find((each) => each === event.currentTarget.value);
            if (match !== undefined) change({ match });
          }}
        />
        <NativeSelect
          label={t('import.action')}
          value={settings.action}
          data={actions.map((action) => ({ value: action, label: t(`import.action.${action}`) }))}
          onChange={(event) => {
            const action = actions.find((each) => each === event.currentTarget.value);
            if (action !== undefined) change({ action });
          }}
        />
        {found.newItems.length === 0 ? null : (
          <NativeSelect
            label={t('import.newItems')}
            description={found.newItems.map((field) => `${labelOf(field)}: ${field.items.join(', ')}`).join('; ')}
            value={settings.newItems}
            data={newItems.map((way) => ({ value: way, label: t(`import.newItems.${way}`) }))}
            onChange={(event) => {
              const way = newItems.find((each) => each === event.currentTarget.value);
              if (way !== undefined) change({ newItems: way });
            }}
          />
        )}
        {settings.newItems === 'default' ? <Stands found={found} labelOf={labelOf} change={change} /> : null}
      </div>
      {found.entity === 'person' ? (
        <Checkbox
          label={t('import.withoutCompany')}
          checked={settings.withoutCompany}
          onChange={(event) => change({ withoutCompany: event.currentTarget.checked })}
        />
      ) : null}
    </section>
  );
}

interface StandsProps {
  readonly found: Import;
  readonly labelOf: (field: Import['newItems'][number]) => string;
  readonly change: (part: Partial<ImportSettings>) => void;
}
/** The item that stands for those that the CRM's list lacks. */
function Stands({ found, labelOf, change }: StandsProps) {
  const { t } = useImportWords();
  const { defaultItems } = found.settings;
  return found.newItems.map((field) => {
    const { crmField, items, choices } = field;
    return (
      <NativeSelect
        key={crmField}
        label={`${labelOf(field)}: ${t('import.defaultItem', { items: items.join(', ') })}`}
        value={defaultItems[crmField] ?? ''}
        data={[
          { value: '', label: t('import.noItem') },
          ...choices.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const { [crmField]: _before, ...others } = defaultItems;
          change({ defaultItems: value === '' ? others : { ...others, [crmField]: value } });
        }}
      />
    );
  });
}
