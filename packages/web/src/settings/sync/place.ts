/** Where one is on the page, in the address: what is chosen, what is shown, which dialog is open. Back closes a dialog. */
import { useNavigate, useSearchParams } from 'react-router';
import { goBackOnce, stateNow } from '../../form/place.ts';

export const dialogs = ['add-connector', 'connector', 'add', 'edit', 'priority', 'resync-erp', 'resync-crm'] as const;
export type DialogName = (typeof dialogs)[number];

type Part = 'connection' | 'connector' | 'deleted' | 'deletedConnectors' | 'dialog' | 'plan' | 'asked';
type Parts = Partial<Record<Part, string | number | undefined>>;
export interface Place {
  readonly connection: number | undefined;
  readonly connector: number | undefined;
  readonly showsDeleted: boolean;
  readonly showsDeletedConnectors: boolean;
  readonly dialog: DialogName | undefined;
  /** Of a resync: its plan, and the request that is under way. */
  readonly plan: number | undefined;
  readonly asked: number | undefined;
  /** Without a new entry in the history. Undefined takes a part out. */
  readonly set: (parts: Parts) => void;
  readonly open: (dialog: DialogName, parts?: Parts) => void;
  readonly close: () => void;
}

export function usePlace(): Place {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const number = (name: Part): number | undefined => Number(search.get(name)) || undefined;
  const named = search.get('dialog');
  const closed = { dialog: undefined, plan: undefined, asked: undefined };
  const close = (): void => {
    // Closed already, while what it saved was on its way.
    if (!new URLSearchParams(window.location.search).has('dialog')) return;
    if (stateNow() === openedHere) goBackOnce(() => void navigate(-1));
    else void navigate(addressWith(closed), { replace: true, preventScrollReset: true });
  };
  return {
    connection: number('connection'),
    connector: number('connector'),
    showsDeleted: search.has('deleted'),
    showsDeletedConnectors: search.has('deletedConnectors'),
    dialog: dialogs.find((each) => each === named),
    plan: number('plan'),
    asked: number('asked'),
    set: (parts) =>
      void navigate(addressWith(parts), { replace: true, preventScrollReset: true, state: stateNow() ?? null }),
    open: (dialog, parts = {}) =>
      void navigate(addressWith({ ...closed, ...parts, dialog }), { preventScrollReset: true, state: openedHere }),
    close,
  };
}

const openedHere = 'opened here';

/** The address with some parts changed, as the browser has it now: who answers after a while must not bring back what was there before. */
export function addressWith(parts: Parts): string {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined) next.delete(name);
    else next.set(name, String(value));
  }
  return `?${next}`;
}
