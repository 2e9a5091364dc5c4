/** Which dialog is open, and about whom: in the address, so that reload and back keep their meaning. */
import { useNavigate, useSearchParams } from 'react-router';

export interface Place {
  readonly dialog: string | null;
  readonly of: string | null;
  readonly search: URLSearchParams;
  readonly open: (dialog: string, of?: string | number) => void;
  readonly close: () => void;
  /** Filters and what is chosen; a blank takes it out. Without a new entry in the history. */
  readonly set: (parts: Readonly<Record<string, string>>) => void;
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  const changed = (parts: Readonly<Record<string, string>>): URLSearchParams => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(parts)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    return next;
  };
  const navigate = useNavigate();
  return {
    dialog: search.get('dialog'),
    of: search.get('of'),
    search,
    open: (dialog, of = '') =>
      setSearch(changed({ dialog, of: String(of) }), { preventScrollReset: true, state: openedHere }),
    // Back to what was there before it: the way on stays as short as it was.
    close: () => {
      // Closed already, while what it saved was on its way.
      if (!new URLSearchParams(window.location.search).has('dialog')) return;
      if (stateNow() === openedHere) goBackOnce(() => void navigate(-1));
      else setSearch(changed({ dialog: '', of: '' }), { replace: true, preventScrollReset: true });
    },
    set: (parts) => {
      const state = parts['dialog'] === '' ? null : (stateNow() ?? null);
      setSearch(changed(parts), { replace: true, preventScrollReset: true, state });
    },
  };
}

const openedHere = 'opened here';

let isLeaving = false;
/** Going back takes the browser a while: closed twice meanwhile, a dialog must not lead out of its page. */
export function goBackOnce(goBack: () => void): void {
  if (isLeaving) return;
  isLeaving = true;
  window.addEventListener('popstate', () => (isLeaving = false), { once: true });
  goBack();
}

/** The router keeps an entry's state under this name. */
export function stateNow(): unknown {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'usr' in state ? state.usr : undefined;
}
