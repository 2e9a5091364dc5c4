/** The simulator's two backends are one: a table of cases that each must pass. */
import { describe, test } from 'node:test';
import type { OpenBackend } from './backend.ts';
import { commitCases } from './cases/commit.ts';
import { conflictCases } from './cases/conflicts.ts';
import { crmCases } from './cases/crm.ts';
import { forgottenCases } from './cases/forgotten.ts';
import { heldCases } from './cases/held.ts';
import { leaseCases } from './cases/lease.ts';
import { intentCases, linkCases } from './cases/links.ts';
import { requestCases } from './cases/requests.ts';
import { Scene } from './cases/scene.ts';
import { setupCases } from './cases/setup.ts';
import { openMemory } from './memory/index.ts';
import { openPostgres } from './postgres.ts';

const backends: Readonly<Record<string, OpenBackend>> = { memory: openMemory, PostgreSQL: openPostgres };
const cases = [
  ...leaseCases,
  ...commitCases,
  ...conflictCases,
  ...linkCases,
  ...intentCases,
  ...crmCases,
  ...requestCases,
  ...setupCases,
  ...heldCases,
  ...forgottenCases,
];

for (const [name, open] of Object.entries(backends)) {
  describe(name, () => {
    for (const { name: title, play } of cases) {
      test(title, async () => {
        let at = Date.UTC(2040, 0, 1);
        const time = {
          now: () => new Date(at),
          pass: (ms: number) => {
            at += ms;
          },
        };
        const backend = await open(time);
        try {
          await play(await Scene.open(backend, time));
        } finally {
          await backend.close();
        }
      });
    }
  });
}
