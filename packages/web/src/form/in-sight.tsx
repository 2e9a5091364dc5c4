/** What came of pressing a button, scrolled to where it is seen: a long form may stand elsewhere. */
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  /** Another one is another answer. */
  readonly of: unknown;
  readonly children: ReactNode;
}

export function InSight({ of, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In the middle: the foot of a dialog covers what only just fits. (An arrow without braces would hand React the promise
    // that new browsers answer with, which it takes for what undoes the effect.)
    place.current?.scrollIntoView({ block: 'center' });
  }, [of]);
  return <div ref={place}>{children}</div>;
}
