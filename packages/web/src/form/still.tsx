/**
 * While a save is under way: a form that closes with it stands still, and one that stays takes what is typed (`Draft.saved`). What was
 * typed into the first would go with it; it would be a change of what is being made.
 */
import { type ReactNode, useLayoutEffect, useRef } from 'react';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Its fields can be read, copied and reached, not changed: the keyboard stays where it is, which dimmed fields would lose. */
export function useStill<E extends HTMLElement>(busy: boolean) {
  const place = useRef<E>(null);
  useLayoutEffect(() => {
    const root = place.current;
    if (!busy || root === null) return undefined;
    const fields = [...root.querySelectorAll<Field>('input, textarea')].filter(({ readOnly }) => !readOnly);
    for (const field of fields) field.readOnly = true;
    for (const name of kinds) root.addEventListener(name, hold, true);
    return () => {
      for (const name of kinds) root.removeEventListener(name, hold, true);
      for (const field of fields) field.readOnly = false;
    };
  }, [busy]);
  return place;
}

/** The same around a form of a page. */
export function Still({ busy, children }: { readonly busy: boolean; readonly children: ReactNode }) {
  return (
    <div ref={useStill<HTMLDivElement>(busy)} className="form-still" aria-busy={busy}>
      {children}
    </div>
  );
}

const kinds = ['click', 'pointerdown', 'mousedown', 'keydown', 'beforeinput'] as const;

/** Boxes, choices and buttons know no `readonly`: what would change them is not passed on. */
function hold(event: Event): void {
  if (isHarmless(event)) return;
  event.preventDefault();
  event.stopPropagation();
}

function isHarmless(event: Event): boolean {
  const inText =
    event.target instanceof Element &&
    event.target.matches('textarea, input:not([type=checkbox], [type=radio], [type=file])');
  if (event.type === 'beforeinput') return false;
  if (!(event instanceof KeyboardEvent)) return inText;
  if (['Tab', 'Shift', 'Escape'].includes(event.key)) return true;
  // In a text the rest is held by `readonly`; these open or move its choices.
  return inText && !['ArrowUp', 'ArrowDown', 'Enter'].includes(event.key);
}
