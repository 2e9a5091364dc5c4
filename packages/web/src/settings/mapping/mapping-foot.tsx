/** Counts, suggestions, and Save: what it would change is told before, where records are linked. */
import type { ActorMapping, FieldChoice, MappingSetup } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { isMoved, Problem } from '../../hub/problem.tsx';
import { MappingMeanwhile } from './mapping-meanwhile.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { widest, withCrmField } from './directions.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { MappingRow } from './mapping-table.tsx';
import type { MappingDraft } from './use-mapping-draft.ts';
import { useSaveMapping } from './use-save-mapping.ts';

interface Props {
  readonly setup: MappingSetup;
  readonly mapping: ActorMapping;
  readonly rows: readonly MappingRow[];
  readonly draft: MappingDraft;
}

export function MappingFoot({ setup, mapping, rows, draft }: Props) {
  const { t } = useMappingWords();
  const save = useSaveMapping(setup.connection.id, mapping, draft);
  const [asking, setAsking] = useState(false);
  const { active, links } = setup.connection;
  // Where nothing is linked or nothing runs, nothing changes before the person has done more.
  const asksFirst = active && links > 0 && draft.touchesSync;
  const reason = draft.count === 0 ? t('mapping.nothingChanged') : undefined;
  return (
    <div className="mapping-foot">
      {save.error === null || asking || isMoved(save.error) ? null : <Problem error={save.error} />}
      <MappingMeanwhile setup={setup} mapping={mapping} draft={draft} error={draft.count === 0 ? null : save.error} />
      <div className="row">
        <Counts setup={setup} mapping={mapping} rows={rows} choose={draft.choose} />
        <div className="row push">
          {draft.count === 0 ? null : (
            <>
              <span className="quiet">{t('mapping.changes', { count: draft.count })}</span>
              <Button variant="default" onClick={draft.drop}>
                {t('mapping.discard')}
              </Button>
            </>
          )}
          <ReasonedButton
            reason={reason}
            busy={save.isPending}
            onClick={() => (asksFirst ? setAsking(true) : save.mutate({ plan: false }))}
          >
            {t('save')}
          </ReasonedButton>
        </div>
      </div>
      {asking ? (
        <SaveDialog setup={setup} mapping={mapping} draft={draft} save={save} onClose={() => setAsking(false)} />
      ) : null}
      <p role="status" className="mapping-saved">
        {save.isSuccess && draft.count === 0 ? t('mapping.saved', { count: save.data.fields }) : null}
      </p>
    </div>
  );
}

/** Suggestions are taken out of the count once they are chosen. */
function Counts({ setup, mapping, rows, choose }: Omit<Props, 'draft'> & Pick<MappingDraft, 'choose'>) {
  const { t } = useMappingWords();
  const crmFields = setup.crmFields[mapping.kind] ?? [];
  const taken = new Set(rows.flatMap(({ choice }) => choice.crmField ?? []));
  const suggested = rows.filter(
    ({ pair, choice }) => choice.crmField === null && pair.field.suggested !== null && !taken.has(pair.field.suggested),
  );
  const use = (): void => {
    const changes = suggested.map(({ pair, choice }): [string, FieldChoice] => {
      const crm = crmFields.find(({ key }) => key === pair.field.suggested);
      return [pair.field.fieldKey, widest({ ...pair, crm }, withCrmField(pair, choice, crm))];
    });
    choose(Object.fromEntries(changes));
  };
  return (
    <span className="row" role="status">
      <span className="quiet">
        {[
          t('mapping.counts', { count: rows.length }),
          t('mapping.mapped', { number: taken.size }),
          ...(suggested.length > 0 ? [t('mapping.suggested', { count: suggested.length })] : []),
        ].join(' · ')}
      </span>
      {suggested.length > 0 ? (
        <Button variant="default" size="compact-sm" onClick={use}>
          {t('mapping.useSuggestions')}
        </Button>
      ) : null}
    </span>
  );
}
