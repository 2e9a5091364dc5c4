/** Asks before a link is taken away, and says what that means; final with the card's Save. */
import type { ErpTabConnection } from '@kobling/contract';
import { FormDialog } from '../form/form-dialog.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { actorWord } from './actor-word.ts';
import type { Pending } from './draft.ts';
import type { ErpDraft } from './use-erp-draft.ts';

interface Props {
  readonly part: ErpTabConnection;
  readonly link: NonNullable<ErpTabConnection['link']>;
  readonly draft: ErpDraft;
  readonly pending: Pending | undefined;
  readonly close: () => void;
}

export function DisconnectDialog({ part: { connection }, link, draft, close }: Props) {
  const { t } = useErpTabWords();
  const actor = `${actorWord(link.actorType, t)} ${link.erpKey ?? ''}`.trim();
  return (
    <FormDialog
      opened
      title={`${t('tab.disconnect')}: ${connection.name}`}
      submit={t('tab.disconnect')}
      size={480}
      onClose={close}
      onSubmit={() => {
        draft.wish({ connection, disconnect: { actorType: link.actorType, erpKey: link.erpKey } });
        close();
      }}
    >
      <p>{t('tab.disconnectAsk', { actor, connection: connection.name })}</p>
      <p className="quiet">{t('tab.disconnectMeans')}</p>
    </FormDialog>
  );
}
