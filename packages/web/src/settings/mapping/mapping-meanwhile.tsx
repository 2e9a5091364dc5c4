/** Another window saved the same fields of a mapping: both choices beside each other, in words. */
import type { ActorMapping, FieldChoice, MappingSetup } from '@kobling/contract';
import { Meanwhile, type PartWords } from '../../form/meanwhile.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { kinds } from '../../log/record.tsx';
import type { Chosen, MappingDraft } from './use-mapping-draft.ts';

interface Props {
  readonly setup: MappingSetup;
  readonly mapping: ActorMapping;
  readonly draft: MappingDraft;
  /** What came of the last save. */
  readonly error: unknown;
}

export function MappingMeanwhile({ setup, mapping: { actorType, kind, fields }, draft, error }: Props) {
  const { t, told } = useMappingWords();
  const inWords = ({ crmField, toCrm, toErp, showInTab, showInSearch }: FieldChoice): string => {
    const label = setup.crmFields[kind]?.find(({ key }) => key === crmField)?.label ?? crmField;
    return [
      label === null ? t('mapping.noSelection') : told(label),
      ...(toCrm ? [t('directionErpToCrm')] : []),
      ...(toErp ? [t('directionCrmToErp')] : []),
      ...(showInTab ? [t('mapping.showInTab')] : []),
      ...(showInSearch ? [t('mapping.showInSearch')] : []),
    ].join(' · ');
  };
  const shown = (choice: FieldChoice | boolean): string => (typeof choice === 'object' ? inWords(choice) : '');
  const box = t('mapping.syncActor', { actor: t(`mapping.actor.${actorType}`), entity: t(kinds[kind].word) });
  const parts: Record<string, PartWords<Chosen[string]>> = Object.fromEntries(
    fields.map(({ fieldKey, name }) => [`${actorType} ${fieldKey}`, { label: name, shown }]),
  );
  return <Meanwhile<Chosen> draft={draft.clash} parts={{ ...parts, [actorType]: { label: box } }} error={error} />;
}
