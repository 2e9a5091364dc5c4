/** The ERP tab of a record by itself, with an Edit and a Save of its own. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { kinds, RecordIcon, recordName } from '../log/record.tsx';
import { NotFound } from '../shell/not-found.tsx';
import type { Entity } from './draft.ts';
import { ErpTab } from './index.tsx';
import { useErpTab } from './queries.ts';
import { useErpDraft } from './use-erp-draft.ts';

export function ErpTabPage() {
  const params = useParams();
  const kind = (Object.keys(kinds) as Entity['kind'][]).find((each) => each === params['kind']);
  const id = Number(params['id']);
  return kind === undefined || !Number.isSafeInteger(id) || id < 1 ? (
    <NotFound />
  ) : (
    <Shown key={`${kind} ${id}`} entity={{ kind, id }} />
  );
}

function Shown({ entity }: { readonly entity: Entity }) {
  const { t } = useErpTabWords();
  const tab = useErpTab(entity);
  const draft = useErpDraft(entity);
  const [search, setSearch] = useSearchParams();
  const [saving, setSaving] = useState(false);
  const editing = search.get('edit') === '1';
  const edit = (on: boolean): void => setSearch(on ? { edit: '1' } : {});
  const save = async (): Promise<void> => {
    setSaving(true);
    const outcomes = await draft.apply();
    setSaving(false);
    if (outcomes.every(({ status }) => status !== 'failed')) edit(false);
  };
  const record = tab.data?.record;
  const name = record === undefined ? '' : recordName(record, t);
  return (
    <div className="stack">
      <title>{`${name} · ${t('tab.erpTab')} · Kobling`}</title>
      <div className="page-head">
        <h1 className="record">
          <RecordIcon kind={entity.kind} size={20} />
          <span>{name}</span>
        </h1>
        <span className="quiet">{t('tab.erpTab')}</span>
        {editing ? (
          <span className="push row">
            <Button
              variant="default"
              onClick={() => {
                draft.drop();
                edit(false);
              }}
            >
              {t('cancel')}
            </Button>
            <ReasonedButton busy={saving} onClick={() => void save()}>
              {t('save')}
            </ReasonedButton>
          </span>
        ) : (
          <Button className="push" variant="default" onClick={() => edit(true)}>
            {t('tab.edit')}
          </Button>
        )}
      </div>
      <ErpTab entity={entity} editing={editing} draft={draft} onEdit={() => edit(true)} />
    </div>
  );
}
