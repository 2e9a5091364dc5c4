import { useEffect } from 'react';

let locks = 0;

/**
 * The page behind a dialog does not scroll. Mantine's own way gives the body a custom property, with which the browser computes the
 * style of every element of the page anew: half of what a dialog took to open.
 */
export function useScrollLock(opened: boolean): void {
  useEffect(() => {
    if (!opened) return undefined;
    const { style, clientWidth, dataset } = document.documentElement;
    locks += 1;
    if (locks === 1) {
      // Where a bar took room, the room stays.
      if (window.innerWidth > clientWidth) style.scrollbarGutter = 'stable';
      style.overflow = 'hidden';
      dataset['covered'] = '';
    }
    return () => {
      locks -= 1;
      if (locks > 0) return;
      style.overflow = '';
      style.scrollbarGutter = '';
      delete dataset['covered'];
    };
  }, [opened]);
}
