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
  readonly save: () => void;
}

export const decimalMarkOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

export function DetailsEdit({ kind, form, draft, problems, items, company, save }: Props) {
  const { t, language } = useCrmWords();
  const decimalMark = decimalMarkOf(locales[language]);
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
      {sectionsOf(kind, form.fields).map((section, sectionIndex) => (
        <fieldset key={section.key} className="panel card-section">
          <legend>{t(section.title)}</legend>
          <div className={section.key === 'text' ? 'card-inputs wide' : 'card-inputs'}>
            {section.fields.map((field, index) => (
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
                first={sectionIndex === 0 && index === 0}
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
