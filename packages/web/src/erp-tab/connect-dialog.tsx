/** Connect to ERP: first the actor is found, then the values are chosen side by side. One window, so that focus stays in it. */
import type { CrmRecord, ErpTabConnection } from '@kobling/contract';
import { useState } from 'react';
import { DraftKept } from '../form/draft-kept.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { recordName } from '../log/record.tsx';
import { actorWord } from './actor-word.ts';
import { ChooseValues, useChosenValues } from './choose-values.tsx';
import { type DialogAddress, useDialogAddress } from './dialog-address.ts';
import type { Entity, Pending } from './draft.ts';
import { SearchActors, useActorSearch } from './search-actors.tsx';
import type { ErpDraft } from './use-erp-draft.ts';

interface Props {
  readonly entity: Entity;
  readonly record: CrmRecord;
  readonly part: ErpTabConnection;
  readonly draft: ErpDraft;
  readonly pending: Pending | undefined;
  readonly dialog: Extract<DialogAddress, { step: 'search' | 'choose' | 'create' }>;
  readonly close: () => void;
}

export function ConnectDialog(props: Props) {
  return props.dialog.step === 'choose' ? (
    <ChooseStep key={props.dialog.erpKey} {...props} erpKey={props.dialog.erpKey} />
  ) : (
    <SearchStep {...props} />
  );
}

function SearchStep({ entity, record, part, dialog, close }: Props) {
  const { t } = useErpTabWords();
  const { open } = useDialogAddress();
  const { connection, canCreate } = part;
  const { actorType } = dialog;
  const place = { entity, connectionId: connection.id, actorType };
  const search = useActorSearch(place, recordName(record, t));
  const { chosen, cantFind } = search.draft.value;
  const take = (erpKey: string): void => {
    search.draft.change({ chosen: erpKey, cantFind: false });
    open({ step: 'choose', connectionId: connection.id, actorType, erpKey });
  };
  const reason = cantFind ? undefined : chosen === '' ? t('tab.chooseHit') : undefined;
  return (
    <FormDialog
      opened
      title={`${t('tab.connectToErp')}: ${connection.name} · ${actorWord(actorType, t)}`}
      size={880}
      submit={cantFind ? t('tab.create') : t('tab.connect')}
      reason={reason}
      onClose={close}
      onSubmit={() =>
        open(
          cantFind
            ? { step: 'create', connectionId: connection.id, actorType }
            : { step: 'choose', connectionId: connection.id, actorType, erpKey: chosen },
        )
      }
    >
      <SearchActors
        search={search}
        take={take}
        connection={connection.name}
        mayNotCreate={canCreate ? undefined : t('tab.mayNotCreate', { connection: connection.name })}
      />
    </FormDialog>
  );
}

function ChooseStep({
  entity,
  record,
  part,
  draft,
  pending,
  dialog,
  erpKey,
  close,
}: Props & { readonly erpKey: string }) {
  const { t } = useErpTabWords();
  const { connection } = part;
  const { actorType } = dialog;
  const values = useChosenValues({ entity, connectionId: connection.id, actorType, erpKey }, pending?.connect);
  const [tried, setTried] = useState(false);
  // The hit's name, as it was found.
  const known = useActorSearch({ entity, connectionId: connection.id, actorType }, recordName(record, t));
  return (
    <FormDialog
      opened
      title={`${t('tab.selectCorrectFieldValues')}: ${connection.name} · ${actorWord(actorType, t)} ${erpKey}`}
      size={880}
      submit={t('tab.connect')}
      reason={values.isReady ? undefined : t('tab.readingValues')}
      error={values.error}
      onClose={close}
      onSubmit={() => {
        setTried(true);
        const result = values.result();
        if (result === undefined) return;
        const { connect: _old, create: _other, refused: _refused, ...kept } = pending ?? { connection };
        const name = known.nameOf(erpKey) ?? pending?.connect?.name ?? '';
        draft.wish({ ...kept, connect: { actorType, erpKey, name, ...result } });
        values.drop();
        known.draft.drop();
        close();
      }}
    >
      <DraftKept draft={values.draft} />
      <ChooseValues values={values} connection={connection.name} tried={tried} />
    </FormDialog>
  );
}
