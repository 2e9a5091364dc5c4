/** What answers a press is drawn first, what takes longer a frame later: a person sees within that frame that the press was felt. */
import { useEffect, useState } from 'react';

/**
 * True from the frame after the one that `wanted` came with, false as soon as it is not wanted any more.
 * @param atFirst what it is in the very first drawing, where no press waits for an answer
 */
export function useAfterPaint(wanted: boolean, atFirst = false): boolean {
  const [drawn, setDrawn] = useState(wanted && atFirst);
  if (drawn && !wanted) setDrawn(false);
  useEffect(() => {
    if (!wanted || drawn) return undefined;
    // No transition: that would wait for whatever else the page is about to show.
    return afterPaint(() => setDrawn(true));
  }, [wanted, drawn]);
  return wanted && drawn;
}

/** A page that draws no frames, since it is covered or hidden, does not wait for one longer than this. */
const longestFrameMs = 100;

/** Calls it once the next frame is drawn. Answers what calls it off. */
function afterPaint(then: () => void): () => void {
  let timer = setTimeout(then, longestFrameMs);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(then);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
