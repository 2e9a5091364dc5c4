import { useEffect } from 'react';

/**
 * Gives the focus back to what opened a dialog. The dialog's own way needs it to be closed while it stays; ours leave the page as
 * they are closed, by the address or after a save.
 */
export function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return undefined;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    };
  }, [opened]);
}
