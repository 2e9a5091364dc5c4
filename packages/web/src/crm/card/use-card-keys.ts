import { useWindowEvent } from '@mantine/hooks';

/** Ctrl+S saves; Escape leaves the form, and what was typed is kept. A list or dialog that is open takes its Escape first. */
export function useCardKeys(editing: boolean, save: () => void, leave: () => void): void {
  useWindowEvent('keydown', (event) => {
    if (!editing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (!isDialogOpen()) save();
    }
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const openList = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
    if (!openList && !isDialogOpen()) leave();
  });
}

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
