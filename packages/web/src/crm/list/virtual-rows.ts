/**
 * Which rows are in sight. In a file of its own because of a lint rule for the React compiler, which the build does not use: the
 * library's functions must not be memoized.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { type Place } from './place.ts';

interface Wish {
  readonly count: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly height: number;
  readonly kept: Place;
  /** Another one begins at the top. */
  readonly question: string;
  readonly begin: () => void;
}

export function useVirtualRows({ count, scroller, height, kept, question, begin }: Wish) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    initialOffset: kept.offset,
    initialRect: { width: 800, height: 640 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    begin();
    virtual.scrollToOffset(0);
  }, [virtual, question, begin]);
  return {
    items: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    offset: () => virtual.scrollOffset ?? 0,
    show: (index: number) => virtual.scrollToIndex(index),
  };
}
