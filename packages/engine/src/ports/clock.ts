/** Time and chance, as the engine knows them: it never asks the machine. */
import type { Deadline } from '@kobling/sdk';

export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for leases and deadlines. */
  monotonicMs(): number;
  /** For silence in a stream; sdk `silenceDeadline` is the real one. */
  deadline(ms: number): Deadline;
  /** Aborted after `ms`: the limit of a call that writes or asks one thing. `AbortSignal.timeout` is the real one. */
  timeout(ms: number): AbortSignal;
}
export interface Random {
  /** A fresh GUID. */
  uuid(): string;
  /** In [0, 1). */
  next(): number;
}
