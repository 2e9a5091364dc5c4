/** Which dialog of the tab is open is part of the address: a reload keeps it, and back leads out of it. */
import { useNavigate, useSearchParams } from 'react-router';
import { isTabActorType, type TabActorType } from './actor-types.ts';

export type DialogAddress =
  | { readonly step: 'search' | 'create'; readonly connectionId: number; readonly actorType: TabActorType }
  | {
      readonly step: 'choose';
      readonly connectionId: number;
      readonly actorType: TabActorType;
      readonly erpKey: string;
    }
  | { readonly step: 'disconnect'; readonly connectionId: number };

const name = 'erp';

/** `search.4.Customer`, `choose.4.Customer.10023`, `disconnect.4`. */
function write(dialog: DialogAddress): string {
  const parts = [dialog.step, String(dialog.connectionId)];
  if ('actorType' in dialog) parts.push(dialog.actorType);
  if ('erpKey' in dialog) parts.push(dialog.erpKey);
  return parts.join('.');
}

export function readDialog(text: string | null): DialogAddress | undefined {
  const [step, id, actorType = '', ...rest] = (text ?? '').split('.');
  const connectionId = Number(id);
  if (!Number.isSafeInteger(connectionId) || connectionId < 1) return undefined;
  if (step === 'disconnect') return { step, connectionId };
  if (!isTabActorType(actorType)) return undefined;
  if (step === 'search' || step === 'create') return { step, connectionId, actorType };
  const erpKey = rest.join('.');
  return step === 'choose' && erpKey !== '' ? { step, connectionId, actorType, erpKey } : undefined;
}

export function useDialogAddress() {
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const dialog = readDialog(search.get(name));
  const without = (): URLSearchParams => {
    const next = new URLSearchParams(search);
    next.delete(name);
    return next;
  };
  return {
    dialog,
    open: (next: DialogAddress): void => {
      const changed = without();
      changed.set(name, write(next));
      // What is wished is kept in the card's form.
      if (!changed.has('edit')) changed.set('edit', '1');
      setSearch(changed);
    },
    /** In place: back then leads to the page before the card, not into a dialog that was finished. */
    close: (): void => void navigate({ search: without().toString() }, { replace: true }),
  };
}
