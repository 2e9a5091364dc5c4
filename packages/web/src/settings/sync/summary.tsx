/** Per actor type the mapped fields, with the way they are synced: an arrow to see, words to hear. */
import type { ConnectionSummary } from '@kobling/contract';
import { useSettingsWords } from '../../language/settings/index.ts';
import { actorText } from './reason-text.ts';

interface Props {
  readonly name: string;
  readonly summary: readonly ConnectionSummary[];
}

const entityWord = { company: 'company', person: 'contact', project: 'project' } as const;
const arrows = { both: '⇄', fromErp: '→', toErp: '←', none: '–' } as const;

export function Summary({ name, summary }: Props) {
  const { t, told } = useSettingsWords();
  const [on, off] = [summary.filter(({ active }) => active), summary.filter(({ active }) => !active)];
  const way = {
    both: t('set.directionBoth'),
    fromErp: t('directionErpToCrm'),
    toErp: t('directionCrmToErp'),
    none: t('set.noDirection'),
  };
  if (on.length === 0) return <p className="quiet">{t('set.noSummary')}</p>;
  return (
    <div className="set-summary" role="group" aria-label={t('set.summaryOf', { name })}>
      {on.map(({ actorType, entity, fields }) => (
        <details key={actorType} open className="set-type">
          <summary>
            <strong>
              {actorText(actorType, t)} – {t(entityWord[entity])}
            </strong>{' '}
            <span className="quiet">{t('set.fieldCount', { count: fields.length })}</span>
          </summary>
          <ul>
            {fields.map(({ erpLabel, crmLabel, direction, missing }) => (
              <li key={`${erpLabel} ${crmLabel}`} className={missing ? 'tone-bad' : ''}>
                <span>{erpLabel}</span>
                <span className="set-arrow" role="img" aria-label={way[direction]} title={way[direction]}>
                  {arrows[direction]}
                </span>
                <span>
                  {told(crmLabel)}
                  {missing ? ` (${t('set.missing')})` : null}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {off.length === 0 ? null : (
        <p className="quiet">
          {t('set.typesOff', { types: off.map(({ actorType }) => actorText(actorType, t)).join(', ') })}
        </p>
      )}
    </div>
  );
}
