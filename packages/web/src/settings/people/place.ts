/** Which dialog is open, and about whom: in the address, so that reload and back keep their meaning. */
import { useSearchParams } from 'react-router';

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
  return {
    dialog: search.get('dialog'),
    of: search.get('of'),
    search,
    open: (dialog, of = '') => setSearch(changed({ dialog, of: String(of) }), { preventScrollReset: true }),
    close: () => setSearch(changed({ dialog: '', of: '' }), { replace: true, preventScrollReset: true }),
    set: (parts) => setSearch(changed(parts), { replace: true, preventScrollReset: true }),
  };
}
