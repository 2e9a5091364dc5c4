import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/**
 * E begins to edit, where one does not type. Ctrl+S saves; Escape leaves the form, and what was typed is kept. A list or dialog
 * that is open takes its Escape first.
 */
export function useCardKeys(editing: boolean, setEditing: (on: boolean) => void, save: () => void): void {
  const wasOpen = useDialogBefore();
  useWindowEvent('keydown', (event) => {
    if (!editing) {
      if (isPlain(event, 'e') && !isTyping(event.target) && !isDialogOpen()) {
        event.preventDefault();
        setEditing(true);
      }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (!isDialogOpen()) save();
    }
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const openList = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
    if (!openList && !wasOpen.current) setEditing(false);
  });
}

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
const isPlain = (event: KeyboardEvent, key: string): boolean =>
  event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/**
 * Whether a dialog was open when the key went down: by the time the card hears of an Escape, the dialog that it closed is gone.
 * Listens for good and so from before any dialog was opened.
 */
function useDialogBefore() {
  const wasOpen = useRef(false);
  useEffect(() => {
    const look = (): void => void (wasOpen.current = isDialogOpen());
    window.addEventListener('keydown', look, { capture: true });
    return () => window.removeEventListener('keydown', look, { capture: true });
  }, []);
  return wasOpen;
}
