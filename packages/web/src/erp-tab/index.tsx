/**
 * The ERP tab of a card. The card holds the draft (`useErpDraft`), shows the tab with it, and after its own save calls
 * `apply()`: until then nothing of what is wished here is final. Reading order: connection-part.tsx (one connection), then the
 * dialogs: connect-dialog.tsx (search, choose values), create-dialog.tsx, disconnect-dialog.tsx.
 */
import { Skeleton } from '@mantine/core';
import { HubError } from '../hub/client.ts';
import { Problem } from '../hub/problem.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { ConnectionPart } from './connection-part.tsx';
import { Dialogs } from './dialogs.tsx';
import type { Entity } from './draft.ts';
import './erp-tab.css';
import { useErpTab } from './queries.ts';
import type { ErpDraft } from './use-erp-draft.ts';

export type { Entity, Pending, PendingOutcome } from './draft.ts';
export { type ErpDraft, useErpDraft } from './use-erp-draft.ts';

export interface ErpTabProps {
  readonly entity: Entity;
  /** Links are changed in Edit, as the card's fields are. */
  readonly editing: boolean;
  readonly draft: ErpDraft;
  /** Leads into Edit from a connection that is not connected. */
  readonly onEdit?: (() => void) | undefined;
}

export function ErpTab(props: ErpTabProps) {
  const { t } = useErpTabWords();
  const tab = useErpTab(props.entity);
  if (tab.data === undefined) {
    if (tab.error instanceof HubError && tab.error.code === 'user.noLicence') return <Nothing words="noLicence" />;
    if (tab.error !== null) return <Problem error={tab.error} again={() => void tab.refetch()} />;
    return (
      <div className="stack" aria-busy="true">
        <Skeleton height={20} width={320} />
        <Skeleton height={128} />
        <span className="seen-by-readers" role="status">
          {t('shell.loading')}
        </span>
      </div>
    );
  }
  const { record, connections } = tab.data;
  if (connections.length === 0) return <Nothing words="noConnection" />;
  return (
    <div className="stack erp-tab">
      {connections.map((part) => (
        <ConnectionPart key={part.connection.id} {...props} record={record} part={part} />
      ))}
      {props.editing ? <Dialogs entity={props.entity} tab={tab.data} draft={props.draft} /> : null}
    </div>
  );
}

function Nothing({ words }: { readonly words: 'noLicence' | 'noConnection' }) {
  const { t } = useErpTabWords();
  return (
    <div className="panel nothing">
      <h2>{t(`tab.${words}`)}</h2>
      <p>{t(`tab.${words}.remedy`)}</p>
    </div>
  );
}
