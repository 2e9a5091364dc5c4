/** The example connector over the network: served by the command, checked by its address. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { checkout, runKobling, whileServed } from './shell.ts';

test('the example, served, passes the check by its address and writes into its file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-served-'));
  try {
    const db = new DatabaseSync(join(folder, 'customers.db'));
    db.exec(await readFile(join(checkout, 'examples', 'customers.sql'), 'utf8'));
    const module = join(checkout, 'examples', 'sqlite-connector.ts');
    const ended = await whileServed(folder, [module, '--files', '.'], async (url) => {
      const checked = await runKobling(folder, 'connector', 'check', url, '--config', 'file=customers.db', '--write');
      assert.equal(checked.code, 0, checked.text);
      assert.match(checked.text, /18 operations found/);
      assert.match(checked.text, / 0 must be mended, 0 will hurt in use/);
    });
    assert.equal(ended, 0, 'a signal ends it well');
    const { made } = db.prepare('select count(*) - 3 as made from customer').get() as { made: number };
    assert.ok(made > 0, 'the check created customers');
    db.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
