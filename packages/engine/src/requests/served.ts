/** What a request came to, and what every kind of request is given. */
import type { RequestBody, SyncRequest } from '../ports.ts';
import type { Work } from '../work.ts';

/** Shown to the one who asked. `again`: it was interrupted and stays queued. `away`: it waits until the ERP answers. */
export type Served =
  | {
      readonly status: 'done' | 'failed' | 'cancelled';
      readonly message?: string;
      readonly result?: unknown;
      /** The ERP did not answer a whole cycle: what was said of it stands at the connection until it does. */
      readonly unreachable?: true;
    }
  | { readonly status: 'again' }
  | { readonly status: 'away'; readonly message?: string };

/** One kind of request: `work.plan` is set for a dry run (planned.ts). `intervalMs`: time from cycle to cycle. */
export type Serve<Kind extends RequestBody['kind']> = (
  work: Work,
  request: SyncRequest & { readonly body: Extract<RequestBody, { kind: Kind }> },
  intervalMs: number,
) => Promise<Served>;
