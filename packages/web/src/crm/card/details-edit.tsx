/** The card to type into, in the same sections. Enter saves. */
import type { CrmForm, CrmRecord, EntityKind } from '@kobling/contract';
import type { FormEvent } from 'react';
import { useCrmWords } from '../../language/crm/index.ts';
import { locales } from '../../language/load.ts';
import '../../form/styles.ts';
import type { Problems } from '../check.ts';
import { sectionsOf } from '../fields.ts';
import type { CardDraft } from './card-draft.ts';
import { FieldInput } from './field-input.tsx';

interface Props {
  readonly kind: EntityKind;
  readonly form: CrmForm;
  readonly draft: CardDraft;
  readonly problems: Problems;
  /** Names of list items that it holds and that can no longer be chosen. */
  readonly items: Readonly<Record<string, string>>;
  readonly company: CrmRecord | null;
  /** The field to begin with; one that is not there: the first. */
  readonly at?: string;
  readonly save: () => void;
}

export const decimalMarkOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

export function DetailsEdit({ kind, form, draft, problems, items, company, at = '', save }: Props) {
  const { t, language } = useCrmWords();
  const decimalMark = decimalMarkOf(locales[language]);
  const sections = sectionsOf(kind, form.fields);
  const keys = sections.flatMap(({ fields }) => fields.map(({ key }) => key));
  const first = keys.includes(at) ? at : keys[0];
  const chosen = draft.values['company'] ?? '';
  const companyNow: CrmRecord | null =
    chosen === ''
      ? null
      : company !== null && String(company.id) === chosen
        ? company
        : { kind: 'company', id: Number(chosen), name: draft.companyName ?? chosen };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save();
  };
  return (
    <form className="card-sections" onSubmit={submit} noValidate id="card-form">
      {sections.map((section) => (
        <fieldset key={section.key} className="panel card-section">
          <legend>{t(section.title)}</legend>
          <div className={section.key === 'text' ? 'card-inputs wide' : 'card-inputs'}>
            {section.fields.map((field) => (
              <FieldInput
                key={field.key}
                kind={kind}
                field={field}
                value={draft.values[field.key] ?? ''}
                problem={problems[field.key]}
                items={field.list === null ? [] : (form.lists[field.list] ?? [])}
                held={items[draft.values[field.key] ?? '']}
                company={companyNow}
                decimalMark={decimalMark}
                first={field.key === first}
                change={(value) => draft.change({ [field.key]: value })}
                choose={(record) => draft.chooseCompany(record === null ? '' : String(record.id), record?.name ?? '')}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <button type="submit" hidden />
    </form>
  );
}
