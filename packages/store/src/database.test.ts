import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { after, describe, it } from 'node:test';
import { CommitUnknown, databaseErrorCode, openDatabase } from './index.ts';
import { testDatabase } from './testing/index.ts';

const database = await testDatabase();
const { db, url } = database;
after(() => database.drop());
await db.run('create table account (id int primary key, balance int not null)');
await db.run('insert into account values (1, 0), (2, 0)');

/** Lets a number of callers go on together. */
function meeting(size: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return async () => {
    come += 1;
    if (come >= size) open();
    await all;
  };
}

void describe('transactions', () => {
  void it('a deadlock is run again until both are through', async () => {
    const meet = meeting(2);
    let runs = 0;
    const add = (first: number, second: number) =>
      db.transaction(async (tx) => {
        runs += 1;
        await tx.run('update account set balance = balance + 1 where id = $1', [first]);
        await meet();
        await tx.run('update account set balance = balance + 1 where id = $1', [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    assert.deepEqual(await db.query('select balance from account order by id'), [{ balance: 2 }, { balance: 2 }]);
    assert.equal(runs, 3);
  });

  void it('a serialisation failure is run again, at most as often as asked', async () => {
    const clash = (retries: number) => {
      let runs = 0;
      const outcome = db.transaction(
        async (tx) => {
          runs += 1;
          await tx.query('select balance from account where id = 1');
          await db.run('update account set balance = balance + 1 where id = 1');
          await tx.run('update account set balance = 0 where id = 1');
        },
        { isolation: 'repeatable read', retries },
      );
      return outcome.then(
        () => ({ runs, code: 'none' }),
        (error: unknown) => ({ runs, code: databaseErrorCode(error) }),
      );
    };
    assert.deepEqual(await clash(2), { runs: 3, code: '40001' });
    assert.deepEqual(await clash(0), { runs: 1, code: '40001' });
  });

  void it('an exception undoes everything and is passed on unchanged', async () => {
    const bug = new Error('bug');
    const before = await db.query('select * from account order by id');
    await assert.rejects(
      db.transaction(async (tx) => {
        await tx.run('update account set balance = 99');
        throw bug;
      }),
      (error) => error === bug,
    );
    assert.deepEqual(await db.query('select * from account order by id'), before);
  });

  void it('F20 a connection lost between COMMIT and its answer is told as unknown; the pool goes on', async () => {
    const proxy = await losingAnswersToCommit(new URL(url));
    const one = openDatabase(proxy.url, { applicationName: 'lost', max: 1 });
    await assert.rejects(
      one.transaction((tx) => tx.run('insert into account values (3, 0)')),
      CommitUnknown,
    );
    assert.deepEqual(await one.query('select 1 as one'), [{ one: 1 }]);
    await one.close();
    await one.close();
    await proxy.close();
  });
});

/** Passes everything on but the answer to COMMIT: there it cuts the connection. */
async function losingAnswersToCommit(target: URL): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.on('error', () => upstream.destroy()).on('close', () => upstream.end());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    let committing = false;
    client.on('data', (chunk) => {
      committing ||= chunk.includes('commit');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => (committing ? client.destroy() : client.write(chunk)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return { url: url.href, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

void describe('values', () => {
  void it('come as the rest of the hub expects them', async () => {
    const [row] =
      await db.query(`select 9007199254740991::int8 as big, '2024-02-29'::date as day, '2024-02-29T12:00:00Z'::timestamptz as at,
      array[1, 2]::int8[] as many, '{}'::int8[] as none, '10'::xid8 as xid, '{"a":1}'::jsonb as json, 1.50::numeric as exact`);
    assert.deepEqual(row, {
      big: 9007199254740991,
      day: '2024-02-29',
      at: new Date('2024-02-29T12:00:00Z'),
      many: [1, 2],
      none: [],
      xid: '10',
      json: { a: 1 },
      exact: '1.50',
    });
  });

  void it('an integer that a number cannot hold is refused, not rounded', async () => {
    await assert.rejects(db.query('select 9007199254740993::int8 as big'), /beyond 2\^53/);
  });

  void it('the statement time-out ends a statement', async () => {
    const quick = openDatabase(url, { applicationName: 'quick', statementTimeoutMs: 20 });
    await assert.rejects(quick.query('select pg_sleep(30)'), (error: unknown) => databaseErrorCode(error) === '57014');
    await quick.close();
  });
});
