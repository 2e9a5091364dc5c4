/** Select correct field values: both sides beside each other, what differs first, what is the same folded away (rule 18). */
import type { AskedField, Choice, TabActorType } from '@kobling/contract';
import { Button, Radio, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useDraft } from '../form/use-draft.ts';
import { useHub } from '../hub/hub.tsx';
import { erpTabKey } from '../hub/keys.ts';
import { fieldLabel } from '../crm/fields.ts';
import { useCrmWords } from '../language/crm/index.ts';
import { type ErpTabKey, useErpTabWords } from '../language/erp-tab/index.ts';
import { Value } from '../log/change.tsx';
import { problemOf } from './asked-values.ts';
import { AskedInput } from './asked-input.tsx';
import { type Entity, type PendingConnect, resultOf } from './draft.ts';

type Side = 'crm' | 'erp';
interface Picked {
  readonly sides: Readonly<Record<string, Side>>;
  readonly filled: Readonly<Record<string, string>>;
}
interface Place {
  readonly entity: Entity;
  readonly connectionId: number;
  readonly actorType: TabActorType;
  readonly erpKey: string;
}

/** @param before what was chosen already and waits for Save. */
export function useChosenValues(
  { entity, connectionId, actorType, erpKey }: Place,
  before: PendingConnect | undefined,
) {
  const hub = useHub();
  const asked = useQuery({
    queryKey: [...erpTabKey, entity.kind, entity.id, 'choices', connectionId, actorType, erpKey],
    queryFn: ({ signal }) =>
      hub.call(
        'GET /api/erp-tab/:kind/:id/choices',
        { params: entity, query: { connection: connectionId, actorType, erpKey } },
        { signal },
      ),
    retry: false,
    staleTime: 0,
  });
  const crm = useCrmWords();
  const choices = (asked.data?.choices ?? []).map((choice) => ({
    ...choice,
    label: fieldLabel(entity.kind, { key: choice.field, label: choice.label }, crm.t),
  }));
  const toFill = asked.data?.toFill ?? [];
  const known = before?.erpKey === erpKey ? before : undefined;
  const initial: Picked = {
    sides: known?.sides ?? {},
    filled: { ...Object.fromEntries(toFill.map(({ key, value }) => [key, value])), ...known?.filled },
  };
  const name = `erp-choose.${entity.kind}.${entity.id}.${connectionId}.${actorType}.${erpKey}`;
  const draft = useDraft<Picked>(name, initial);
  const sideOf = (choice: Choice): Side =>
    choice.only === null ? (draft.value.sides[choice.field] ?? choice.preferred) : choice.preferred;
  const { filled } = draft.value;
  return {
    draft,
    choices,
    toFill,
    filled,
    error: asked.error,
    isReady: asked.data !== undefined,
    sideOf,
    pick: (choice: Choice, side: Side): void => draft.change({ sides: { ...draft.value.sides, [choice.field]: side } }),
    pickAll: (side: Side): void =>
      draft.change({
        sides: Object.fromEntries(
          choices.filter(({ same, only }) => !same && only === null).map(({ field }) => [field, side]),
        ),
      }),
    fill: (key: string, value: string): void => draft.change({ filled: { ...filled, [key]: value } }),
    drop: draft.drop,
    /** Undefined: something is still to be filled in. */
    result: (): Pick<PendingConnect, 'sides' | 'filled' | 'shown'> | undefined => {
      if (toFill.some((field) => problemOf(field, filled[field.key] ?? '') !== undefined)) return undefined;
      const differing = choices.filter(({ same }) => !same);
      const typed = toFill.filter(({ key }) => (filled[key] ?? '') !== '');
      return {
        sides: Object.fromEntries(differing.map((choice) => [choice.field, sideOf(choice)])),
        filled: Object.fromEntries(typed.map(({ key }) => [key, filled[key] ?? ''])),
        shown: [
          ...choices.map((choice) => resultOf(choice, sideOf(choice))),
          ...typed.map((field) => ({
            label: field.label,
            text: shownText(field, filled[field.key]),
            type: field.type,
          })),
        ],
      };
    },
  };
}

export const shownText = ({ items }: AskedField, value = ''): string =>
  items.find(({ key }) => key === value)?.name ?? value;

interface Props {
  readonly values: ReturnType<typeof useChosenValues>;
  readonly connection: string;
  readonly tried: boolean;
}

export function ChooseValues({ values, connection, tried }: Props) {
  const { t } = useErpTabWords();
  const [unfolded, setUnfolded] = useState(false);
  const sameId = useId();
  const { choices, toFill, isReady, error } = values;
  if (!isReady) {
    return error === null ? (
      <div aria-busy="true" className="stack">
        <Skeleton height={32} />
        <Skeleton height={32} />
        <Skeleton height={32} />
      </div>
    ) : null;
  }
  const differing = choices.filter(({ same }) => !same);
  const equal = choices.filter(({ same }) => same);
  return (
    <>
      <p className="quiet">{t('tab.chooseMeans')}</p>
      {differing.length === 0 ? (
        <p>{t('tab.allSame')}</p>
      ) : (
        <Differing choices={differing} values={values} connection={connection} />
      )}
      {equal.length === 0 ? null : (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={unfolded}
            aria-controls={unfolded ? sameId : undefined}
            onClick={() => setUnfolded(!unfolded)}
          >
            {t('tab.same', { count: equal.length })}
          </Button>
          {unfolded ? (
            <dl className="erp-shown" id={sameId}>
              {equal.map(({ field, label, crm, type }) => (
                <div key={field}>
                  <dt className="quiet">{label}</dt>
                  <dd>
                    <Value text={crm.display} type={type} />
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
        </div>
      )}
      {toFill.length === 0 ? null : (
        <fieldset className="erp-fill">
          <legend>{t('tab.toFill')}</legend>
          {toFill.map((field) => (
            <AskedInput
              key={field.key}
              field={field}
              value={values.filled[field.key] ?? ''}
              tried={tried}
              change={(value) => values.fill(field.key, value)}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

const onlyWords: Readonly<Record<NonNullable<Choice['only']>, ErpTabKey>> = {
  crmReadOnly: 'tab.only.crmReadOnly',
  erpReadOnly: 'tab.only.erpReadOnly',
  erpUnreadable: 'tab.only.erpUnreadable',
  crmMandatory: 'tab.only.crmMandatory',
  erpMandatory: 'tab.only.erpMandatory',
};

interface DifferingProps {
  readonly choices: readonly Choice[];
  readonly values: Props['values'];
  readonly connection: string;
}

function Differing({ choices, values, connection }: DifferingProps) {
  const { t } = useErpTabWords();
  const all = (side: Side, name: string) => (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`${t('tab.selectAll')}: ${name}`}
      onClick={() => values.pickAll(side)}
    >
      {t('tab.selectAll')}
    </Button>
  );
  return (
    <div className="erp-sides">
      <div className="erp-side-row erp-side-head">
        <span>{t('field')}</span>
        <span>
          {t('crm')} {all('crm', t('crm'))}
        </span>
        <span>
          {connection} {all('erp', connection)}
        </span>
      </div>
      {choices.map((choice) => (
        <Sides key={choice.field} choice={choice} values={values} connection={connection} />
      ))}
    </div>
  );
}

function Sides({ choice, values, connection }: { readonly choice: Choice } & Omit<DifferingProps, 'choices'>) {
  const { t } = useErpTabWords();
  const group = useId();
  const whyId = useId();
  const side = values.sideOf(choice);
  const { crm, erp, only, type, label, erpLabel } = choice;
  const radio = (of: Side, shown: { readonly display: string } | null) => (
    <div className="erp-side">
      <span className="only-narrow-side quiet" aria-hidden>
        {of === 'crm' ? t('crm') : connection}
      </span>
      <Radio
        name={group}
        checked={side === of}
        disabled={only !== null && side !== of}
        aria-describedby={only === null ? undefined : whyId}
        aria-label={`${of === 'crm' ? t('crm') : connection}: ${shown === null ? t('tab.unreadable') : shown.display === '' ? t('log.blank') : shown.display}`}
        label={
          shown === null ? (
            <span className="quiet">{t('tab.unreadable')}</span>
          ) : (
            <Value text={shown.display} type={type} />
          )
        }
        onChange={() => values.pick(choice, of)}
      />
    </div>
  );
  return (
    <div className="erp-side-row" role="radiogroup" aria-label={label}>
      <span className="erp-side-label">
        {label}
        {erpLabel === label ? null : <span className="quiet"> {erpLabel}</span>}
      </span>
      {radio('crm', crm)}
      {radio('erp', erp)}
      {only === null ? null : (
        <span className="quiet erp-only" id={whyId}>
          {t(onlyWords[only], { connection })}
        </span>
      )}
    </div>
  );
}
