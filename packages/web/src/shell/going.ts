/** Where one goes is shown by the press itself: the code of the next page may still be on its way. */
import { useWindowEvent } from '@mantine/hooks';
import { useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * Marks the link that was pressed (`data-going`) until its page is shown. On the element and not as state, so that nothing has to be
 * drawn before it is seen.
 */
export function useGoing(): void {
  const { key } = useLocation();
  const marked = useRef<Element | null>(null);
  const mark = useCallback((link: Element | null): void => {
    marked.current?.removeAttribute('data-going');
    marked.current = link;
    link?.setAttribute('data-going', '');
  }, []);
  useEffect(() => mark(null), [key, mark]);
  // At the window the router has said already, by preventing the browser's own way, that it is a press for it.
  useWindowEvent('click', ({ target, defaultPrevented }) => {
    mark(defaultPrevented && target instanceof Element ? target.closest('a[href]') : null);
  });
}
