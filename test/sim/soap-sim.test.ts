/** A sample of the simulated histories with every ERP behind our SOAP host and client: the invariants hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneNamespace, wcfDefaults } from '../../packages/soap/src/index.ts';
import { openMemory } from './backend/memory/index.ts';
import { reportOf, violationsOf } from './check.ts';
import { overSoap, soapCard } from './over-soap.ts';
import { runSeed } from './run.ts';

const seeds = { from: 1, to: 20 };

test('invariants 1 to 20 hold over SOAP', { timeout: 120_000 }, async (t) => {
  const failed: string[] = [];
  let calls = 0;
  for (let seed = seeds.from; seed <= seeds.to; seed += 1) {
    const namespaces = seed % 2 === 0 ? wcfDefaults : oneNamespace;
    const history = await runSeed(seed, {
      backend: openMemory,
      way: { card: soapCard, connect: (erp) => overSoap(erp, namespaces, () => (calls += 1)) },
    });
    const violations = violationsOf(history);
    if (violations.length > 0) failed.push(reportOf(history, violations));
  }
  t.diagnostic(`${seeds.to - seeds.from + 1} histories, ${calls} calls over SOAP`);
  assert.equal(failed.length, 0, failed.join('\n'));
});
