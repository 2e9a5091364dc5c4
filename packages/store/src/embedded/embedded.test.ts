import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database.ts';
import { findBinaries } from './binaries.ts';
import { enterable } from './enterable.ts';
import { EmbeddedError, lockDataFolder, startEmbedded } from './index.ts';
import { isRunning, processStarted } from './process-identity.ts';
import { systemUser } from './system-user.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kobling-embedded-'));
// Under root the database's own user has to pass through; mkdtemp makes folders for their maker only.
execFileSync('chmod', ['755', root]);
after(() => rmSync(root, { recursive: true, force: true }));
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs a piece of program in a process of its own, which kills itself with -9 at the end. */
function runAndKill(source: string): void {
  const ended = spawnSync(process.execPath, [
    '--input-type=module',
    '-e',
    `${source}\nprocess.kill(process.pid, 'SIGKILL');`,
  ]);
  assert.equal(ended.signal, 'SIGKILL', String(ended.stderr));
}

void describe('the embedded database', () => {
  void it('outlives a hub killed with -9, is taken over with its data, and stops', async () => {
    const dataDir = path.join(root, 'data');
    runAndKill(`
      import { startEmbedded } from ${JSON.stringify(here('index.ts'))};
      import { openDatabase } from ${JSON.stringify(here('../database.ts'))};
      const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
      const db = openDatabase(server.url, { applicationName: 'first' });
      await db.run('create table kept (n int)');
      await db.run('insert into kept values (41)');`);
    const server = await startEmbedded({ dataDir, durable: false });
    assert.equal(server.reused, true);
    const db = openDatabase(server.url, { applicationName: 'second' });
    assert.deepEqual(await db.query('select n from kept'), [{ n: 41 }]);
    await db.close();
    await server.stop();
    await server.stop();
    assert.equal(isRunning(server.pid), false);

    const again = await startEmbedded({ dataDir, durable: false });
    assert.equal(again.reused, false);
    const [settings] = await openedOnce(again.url, (opened) =>
      opened.query(
        `select current_setting('listen_addresses') as listens, current_setting('password_encryption') as passwords`,
      ),
    );
    assert.deepEqual(settings, { listens: '127.0.0.1', passwords: 'scram-sha-256' });
    await assert.rejects(
      openedOnce(again.url.replace(/:[^:@]+@/, ':wrong@'), (opened) => opened.query('select 1')),
      { code: '28P01' },
    );
    await again.stop();
    assert.equal(statSync(path.join(dataDir, 'postgres.password')).mode & 0o777, 0o600);
  });

  void it('starts although postmaster.pid names a stranger, and an initdb was cut half-way', async () => {
    const dataDir = path.join(root, 'data');
    writeFileSync(
      path.join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n0\n1\n\n127.0.0.1\n0\nready   \n`,
    );
    execFileSync('mkdir', [path.join(dataDir, 'postgres.new')]);
    const server = await startEmbedded({ dataDir, durable: false });
    assert.equal(server.reused, false);
    await server.stop();
    assert.equal(isRunning(process.pid), true);
  });

  void it('a cluster of another major version is refused with a remedy', async () => {
    const dataDir = path.join(root, 'data');
    writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await assert.rejects(startEmbedded({ dataDir }), (error: unknown) => {
      assert.ok(error instanceof EmbeddedError);
      assert.equal(error.code, 'embedded.version');
      assert.match(error.message, /PostgreSQL 17.*Make a backup/);
      return true;
    });
  });

  void it('a folder that the database user may not enter works with setpriv, or says so', {
    skip: process.getuid?.() !== 0,
  }, async () => {
    const closed = path.join(root, 'closed');
    execFileSync('mkdir', ['-m', '700', closed]);
    try {
      const server = await startEmbedded({ dataDir: path.join(closed, 'data'), durable: false });
      assert.deepEqual(await openedOnce(server.url, (opened) => opened.query('select 1 as one')), [{ one: 1 }]);
      await server.stop();
    } catch (error) {
      assert.ok(error instanceof EmbeddedError && error.code === 'embedded.noAccess', String(error));
    }
  });

  void it('programs in a folder that the database user may not enter are copied out of it once, never from a stranger’s copy', {
    skip: process.getuid?.() !== 0,
  }, async () => {
    const user = systemUser();
    assert.ok(user !== undefined);
    const found = await findBinaries();
    const closed = path.join(root, 'closed-checkout');
    cpSync(found.root, closed, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'go-rwx', closed]);
    const binaries = {
      root: closed,
      initdb: found.initdb.replace(found.root, closed),
      postgres: found.postgres.replace(found.root, closed),
    };
    const startedBy = (programs: typeof binaries): string =>
      execFileSync(programs.initdb, ['--show', '--pgdata=none'], {
        uid: user.uid,
        gid: user.gid,
        encoding: 'utf8',
        stdio: 'pipe',
        cwd: '/',
      });
    assert.throws(() => startedBy(binaries));

    const [foreign, good] = [path.join(root, 'foreign'), path.join(root, 'good')];
    const copied = await enterable(binaries, user, [good]);
    assert.doesNotThrow(() => startedBy(copied));
    const made = statSync(copied.postgres).ino;
    assert.equal(statSync((await enterable(binaries, user, [good])).postgres).ino, made);

    cpSync(good, foreign, { recursive: true, verbatimSymlinks: true });
    execFileSync('chown', ['-R', 'postgres', foreign]);
    assert.equal((await enterable(binaries, user, [foreign, good])).root, copied.root);
    await assert.rejects(enterable(binaries, user, [foreign]), {
      code: 'embedded.noAccess',
      message: /chmod o\+x .*closed-checkout/,
    });
  });
});

async function openedOnce<T>(url: string, fn: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase(url, { applicationName: 'once', max: 1 });
  try {
    return await fn(db);
  } finally {
    await db.close();
  }
}

void describe('one hub per data folder', () => {
  const file = path.join(root, 'hub.lock');

  void it('a second one is refused with a sentence, a released one is free', async () => {
    const first = await lockDataFolder(root);
    if (first.status !== 'locked') throw new Error(first.message);
    const second = await lockDataFolder(root);
    assert.equal(second.status, 'inUse');
    assert.match(
      second.status === 'inUse' ? second.message : '',
      new RegExp(`in use by another hub \\(process ${process.pid}\\)`),
    );
    await first.lock.release();
    assert.equal(existsSync(file), false);
  });

  void it('takes over from a hub killed with -9, and from a number that now belongs to another process', async () => {
    runAndKill(`
      import { lockDataFolder } from ${JSON.stringify(here('index.ts'))};
      await lockDataFolder(${JSON.stringify(root)});`);
    assert.ok(existsSync(file));
    for (const left of [undefined, JSON.stringify({ pid: process.pid, started: 'another boot:1' }), 'not a lock']) {
      if (left !== undefined) writeFileSync(file, left);
      const lock = await lockDataFolder(root);
      if (lock.status !== 'locked') throw new Error(lock.message);
      assert.equal(lock.tookOver, true);
      assert.match(readFileSync(file, 'utf8'), new RegExp(`"pid":${process.pid}`));
      await lock.lock.release();
    }
  });

  void it('releasing leaves a lock alone that is no longer ours', async () => {
    const mine = await lockDataFolder(root);
    const theirs = JSON.stringify({ pid: process.ppid, started: processStarted(process.ppid) });
    writeFileSync(file, theirs);
    if (mine.status === 'locked') await mine.lock.release();
    assert.equal(readFileSync(file, 'utf8'), theirs);
    rmSync(file);
  });
});
