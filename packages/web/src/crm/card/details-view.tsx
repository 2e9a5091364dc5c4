/** The card to read: sections with what is filled in; an address as it stands on a letter. */
import type { CrmCard, CrmForm } from '@kobling/contract';
import { useCrmWords } from '../../language/crm/index.ts';
import { sectionsOf, shortLabel, type Section } from '../fields.ts';
import { FieldValue } from './field-value.tsx';

interface Props {
  readonly card: CrmCard;
  readonly form: CrmForm;
  /** Begins to edit, at a field. */
  readonly edit: (field: string) => void;
}

export function DetailsView({ card, form, edit }: Props) {
  const { t } = useCrmWords();
  const { kind } = card.record;
  const filled = sectionsOf(kind, form.fields)
    .map((section) => ({ ...section, fields: section.fields.filter(({ key }) => (card.values[key] ?? '') !== '') }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <div className="card-sections">
      {filled.map((section) => (
        <section key={section.key} className="panel card-section" aria-labelledby={`section-${section.key}`}>
          <h2 id={`section-${section.key}`}>{t(section.title)}</h2>
          {section.key.endsWith('Address') ? (
            <Address section={section} card={card} />
          ) : section.key === 'text' ? (
            <p className="card-text">{card.values['text']}</p>
          ) : (
            <dl className="card-list">
              {section.fields.map((field) => (
                <div key={field.key} onDoubleClick={(event) => (isLink(event.target) ? undefined : edit(field.key))}>
                  <dt>{shortLabel(kind, field, t)}</dt>
                  <dd>
                    <FieldValue field={field} card={card} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
    </div>
  );
}

function Address({ section, card }: { readonly section: Section; readonly card: CrmCard }) {
  const at = (part: string): string => card.values[`${section.key}.${part}`] ?? '';
  const country = section.fields.find(({ key }) => key === 'country');
  const lines = [
    at('line1'),
    at('line2'),
    at('line3'),
    [at('zip'), at('city')].filter(Boolean).join(' '),
    [at('county'), at('state')].filter(Boolean).join(', '),
    country === undefined ? '' : (card.items[card.values['country'] ?? ''] ?? ''),
  ].filter(Boolean);
  return (
    <address className="card-address">
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </address>
  );
}

/** A link does what it says, however often it is pressed. */
const isLink = (target: EventTarget): boolean => target instanceof Element && target.closest('a') !== null;
