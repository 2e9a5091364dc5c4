/** What answers a press is drawn first, what takes longer a frame later: a person sees within that frame that the press was felt. */
import { startTransition, useEffect, useState } from 'react';

/**
 * True from the frame after the one that `wanted` came with, false as soon as it is not wanted any more.
 * @param atFirst what it is in the very first drawing, where no press waits for an answer
 */
export function useAfterPaint(wanted: boolean, atFirst = false): boolean {
  const [drawn, setDrawn] = useState(wanted && atFirst);
  if (drawn && !wanted) setDrawn(false);
  useEffect(() => {
    if (!wanted || drawn) return undefined;
    return afterPaint(() => startTransition(() => setDrawn(true)));
  }, [wanted, drawn]);
  return wanted && drawn;
}

/** Calls it once the next frame is drawn; at once where nobody sees frames. Answers what calls it off. */
function afterPaint(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const inTurn = (): void => void (timer = setTimeout(then));
  const frame = document.hidden ? undefined : requestAnimationFrame(inTurn);
  if (frame === undefined) inTurn();
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
