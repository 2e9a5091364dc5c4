const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * Aborted when the first of them is. Instead of `AbortSignal.any`, which in Node 24 holds its sources weakly and looks at them only
 * when asked: one that was aborted and then collected leaves a signal that never says so. Here they live as long as the signal.
 */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  sources.set(signal, signals);
  return signal;
}
