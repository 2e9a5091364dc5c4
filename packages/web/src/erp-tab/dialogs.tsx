/** The dialog that the address names, if there is still something for it to do. */
import type { ErpTabPage } from '@kobling/contract';
import { ConnectDialog } from './connect-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { useDialogAddress } from './dialog-address.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import type { Entity } from './draft.ts';
import type { ErpDraft } from './use-erp-draft.ts';

interface Props {
  readonly entity: Entity;
  readonly tab: ErpTabPage;
  readonly draft: ErpDraft;
}

export function Dialogs({ entity, tab, draft }: Props) {
  const { dialog, close } = useDialogAddress();
  const part = tab.connections.find(({ connection }) => connection.id === dialog?.connectionId);
  if (dialog === undefined || part === undefined) return null;
  const pending = draft.pending.find((each) => each.connection.id === part.connection.id);
  if (pending?.sent !== undefined) return null;
  const given = { entity, part, draft, pending, close };
  if (dialog.step === 'disconnect') return part.link === null ? null : <DisconnectDialog {...given} link={part.link} />;
  if (part.link !== null && part.link.asking === null && pending?.disconnect === undefined) return null;
  if (dialog.step === 'create') return <CreateDialog {...given} actorType={dialog.actorType} />;
  return <ConnectDialog {...given} record={tab.record} dialog={dialog} />;
}
