import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faulty } from '../memory/faulty.ts';
import {
  addSampleCustomers,
  type MemoryBehaviour,
  type MemoryOptions,
  memoryConnector,
  sampleErp,
  seededRandom,
} from '../memory/index.ts';
import { done } from '../outcome.ts';
import { password, defineFields, text } from '../schema.ts';
import type { Connection, Connector, ConnectorHost } from '../types.ts';
import { connectorInCulture, cultureOf } from '../culture/index.ts';
import {
  conformanceTests,
  gradeOf,
  passed,
  reportAsJunit,
  type Report,
  reportAsText,
  runConformance,
} from './index.ts';

const host: ConnectorHost = {
  guid: '00000000-0000-0000-0000-000000000001',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve({ status: 'done', value: path }),
  fetch: () => Promise.reject(new Error('no network here')),
  now: () => new Date(0),
  log: () => {},
};
const configFields = defineFields({ Server: text({ mandatory: true, maxLength: 50 }), Secret: password() }).fields;
const options = { config: { Server: 'erp' }, host, write: true } as const;

function filled(more: Partial<MemoryOptions> = {}) {
  const connector = memoryConnector({ ...sampleErp, configFields, ...more });
  addSampleCustomers(connector.world, 30, seededRandom(2));
  connector.world.add('Supplier', { Nm: 'Papir AS', PayTerms: '30' });
  connector.world.add('Project', { Nm: 'Bygg', EndDate: '2024-05-06T00:00:00', Budget: '1000.5' });
  return connector;
}

conformanceTests('an ERP in memory', () => ({ connector: filled(), ...options }));
conformanceTests('an ERP in memory that holds nothing yet', () => ({
  connector: memoryConnector({ ...sampleErp, configFields }),
  ...options,
}));
for (const stampKind of ['ticks', 'dateTime', 'ordinal'] as const) {
  conformanceTests(`an ERP in memory with LastModified of kind ${stampKind}`, () => ({
    connector: filled({ stampKind, behaviour: { stampGrain: 3 } }),
    ...options,
  }));
}

/** The connector with one operation spoiled. */
function spoiled(spoil: (connection: Connection) => Partial<Connection>): Connector {
  const connector = filled();
  return {
    ...connector,
    open: async (...args) => {
      const opened = await connector.open(...args);
      if (opened.status !== 'done') return opened;
      // Its own methods are private to the class, so each is called on it.
      const plain = faulty(opened.value, [], () => 1);
      return done({ ...plain, ...spoil(plain) });
    },
  };
}
const failing = async (connector: Connector): Promise<readonly string[]> =>
  (await runConformance(connector, options)).lines.filter((line) => line.status === 'fail').map((line) => line.id);

describe('the suite finds what is wrong', () => {
  test('an exclusive cursor', async () => {
    const connector = spoiled((connection) => ({
      getChangedActors: async function* (query, call) {
        const stream = connection.getChangedActors(query, call);
        const iterator = stream[Symbol.asyncIterator]();
        for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
          if (step.value.lastModified !== query.updatedOnOrAfter) yield step.value;
        }
      },
    }));
    assert.ok((await failing(connector)).includes('cursor-inclusive'));
  });

  test('unknown keys answered as errors', async () => {
    const connector = spoiled((connection) => ({
      getActors: (query, call) => {
        if (query.erpKeys.every((key) => !key.startsWith('no such'))) return connection.getActors(query, call);
        const refused = { status: 'rejected', reason: { code: 'gone', message: 'No such key.' } } as const;
        return { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: refused }) }) };
      },
    }));
    assert.ok((await failing(connector)).includes('unknown-key'));
  });

  test('a search that throws', async () => {
    const report = await runConformance(
      spoiled(() => ({
        searchAdvanced: () => {
          throw new Error('boom');
        },
      })),
      options,
    );
    const line = report.lines.find(({ id }) => id === 'search-equals');
    assert.equal(line?.status, 'fail');
    assert.match(line?.message ?? '', /never thrown/);
    assert.ok(!passed(report));
  });

  test('restrictions that are ignored, lists and parents that answer everything', async () => {
    const connector = spoiled((connection) => ({
      searchAdvanced: (query, call) => connection.searchAdvanced({ ...query, restrictions: [] }, call),
      search: ({ actorType, text: wanted, fieldKeys }, call) =>
        connection.search({ actorType, text: wanted, fieldKeys }, call),
      getList: (name, _keys, call) => connection.getList(name, undefined, call),
    }));
    const ids = await failing(connector);
    for (const id of ['search-operators', 'search-by-parent-key', 'search-parent', 'lists'])
      assert.ok(ids.includes(id), id);
  });
});

describe('the suite measures what the connector does', () => {
  const measured = async (behaviour: Partial<MemoryBehaviour>) => {
    const connector = filled();
    Object.assign(connector.world.behaviour, behaviour);
    return runConformance(connector, options);
  };

  test('a well-behaved ERP', async () => {
    const report = await measured({});
    assert.deepEqual(report.card, {
      lastModifiedKind: 'decimal',
      cursorIsInclusive: true,
      createIsIdempotent: false,
      omitsBlanks: false,
      partialSave: true,
      comparesExpected: true,
      normalisers: [],
      dateGrainMs: 1,
    });
    assert.ok(passed(report));
  });
  test('blanks left out, whole records rewritten, expectations ignored', async () => {
    const { card } = await measured({ omitBlanks: true, comparesExpected: false });
    assert.equal(card.omitsBlanks, true);
    assert.equal(card.comparesExpected, false);
    const lines = (await measured({ rewritesWholeRecords: true })).lines;
    assert.equal(lines.find(({ id }) => id === 'save-some')?.measured?.partialSave, false);
  });
  test('every normaliser', async () => {
    const all = ['trim', 'case', 'whitespace', 'cut', 'round', 'dateGrain'] as const;
    const { card } = await measured({ normalise: all });
    assert.deepEqual(card.normalisers?.toSorted(), all.toSorted());
    assert.equal(card.dateGrainMs, 1_000);
  });
  test('polls and searches that lag', async () => {
    const { card } = await measured({ pollLag: 1, searchLag: 1 });
    assert.equal(card.pollsAreCurrent, false);
    assert.equal(card.searchIsComplete, false);
  });
});

describe('the card says what the hub should do', () => {
  const noon = Date.UTC(2026, 5, 1, 12, 0, 7);
  const clocked = async (grainMs: number, more: { readonly exclusive?: boolean; readonly aheadMs?: number } = {}) => {
    let ms = noon - 3 * 86_400_000;
    const now = (): Date => new Date(ms + (more.aheadMs ?? 0));
    const connector = memoryConnector({ ...sampleErp, configFields, clock: { now, grainMs, ...more } });
    for (let n = 0; n < 6; n += 1) {
      connector.world.add('Customer', { Nm: `Customer ${n}` });
      ms += 37_123 * (n + 1) + grainMs;
    }
    ms = noon;
    return (await runConformance(connector, { ...options, host: { ...host, now: () => new Date(ms) } })).card;
  };

  test('seconds by UTC: nothing', async () => {
    const card = await clocked(1_000);
    assert.equal(card.lastModifiedGrainMs, 1_000);
    assert.equal(card.lastModifiedAheadMs, 0);
    assert.equal(card.overlapMs, undefined);
    assert.equal(card.sweepPeriodMs, undefined);
  });
  test('whole minutes: an overlap larger by a minute', async () => {
    const card = await clocked(60_000);
    assert.equal(card.lastModifiedGrainMs, 60_000);
    assert.equal(card.overlapMs, 120_000);
    assert.equal(card.sweepPeriodMs, undefined);
  });
  test('days: a day more', async () => {
    assert.equal((await clocked(86_400_000)).overlapMs, 86_460_000);
  });
  test('an exclusive cursor: the grain over again, and a sweep every six hours', async () => {
    const card = await clocked(1_000, { exclusive: true });
    assert.equal(card.cursorIsInclusive, false);
    assert.ok((card.overlapMs ?? 0) >= 61_000);
    assert.equal(card.sweepPeriodMs, 6 * 3_600_000);
  });
  test('local time: an hour more', async () => {
    const card = await clocked(1_000, { aheadMs: 2 * 3_600_000 });
    assert.equal(card.lastModifiedAheadMs, 2 * 3_600_000);
    assert.equal(card.overlapMs, 60_000 + 3_600_000);
  });
  test('changes that come late: minutes more, and a sweep every six hours', async () => {
    const connector = filled({ behaviour: { pollLag: 2 } });
    const { card } = await runConformance(connector, options);
    assert.equal(card.changesComeLate, true);
    assert.equal(card.overlapMs, 60_000 + 300_000);
    assert.equal(card.sweepPeriodMs, 6 * 3_600_000);
  });
  test('calls that fail when they ask for too much', async () => {
    const connector = spoiled((connection) => ({
      getActors: (query, call) =>
        query.erpKeys.length <= 10
          ? connection.getActors(query, call)
          : connection.getActors({ ...query, actorType: 'Sale' }, call),
    }));
    const { card } = await runConformance(connector, { ...options, actorTypes: ['Customer'] });
    assert.equal(card.readBatch, 7);
  });
  test('blanks that are left out count as blank only after one was written', async () => {
    const connector = filled({ behaviour: { omitBlanks: true } });
    assert.equal((await runConformance(connector, { ...options, write: false })).card.omitsBlanks, undefined);
    assert.equal((await runConformance(connector, options)).card.omitsBlanks, true);
  });
  test('a create that makes one actor when it is sent twice', async () => {
    const connector = spoiled((connection) => {
      const made = new Map<string, ReturnType<Connection['createActor']>>();
      return {
        createActor: (actor, call) => {
          const key = JSON.stringify(actor);
          const one = made.get(key) ?? connection.createActor(actor, call);
          made.set(key, one);
          return one;
        },
      };
    });
    assert.equal((await runConformance(connector, options)).card.createIsIdempotent, true);
  });
});

test('a run that may not write writes nothing', async () => {
  const connector = filled();
  const stamp = connector.world.newestStamp;
  const report = await runConformance(connector, { ...options, write: false });
  assert.equal(connector.world.newestStamp, stamp);
  assert.equal(connector.world.calls.get('createActor'), undefined);
  assert.ok(passed(report) && report.lines.some((line) => line.status === 'skip'));
});

test('a connection of this run alone is forgotten at its end, another is not', async () => {
  let forgotten = 0;
  const connector = spoiled(() => ({
    forget: () => {
      forgotten += 1;
      return Promise.reject(new Error('It fails.'));
    },
  }));
  await runConformance(connector, { ...options, write: false }, []);
  assert.equal(forgotten, 0);
  await runConformance(connector, { ...options, write: false, passing: true }, []);
  assert.equal(forgotten, 1);
});

test('a connection that does not open is a finding', async () => {
  const report = await runConformance(filled(), { ...options, config: {} });
  assert.deepEqual(
    report.lines.map((line) => [line.id, line.status]),
    [['open', 'fail']],
  );
  assert.equal(gradeOf(report), 'unasked');
  assert.match(reportAsText(report), /^Connector memory could not be asked\.\n\nFAIL open: /);
  const xml = reportAsJunit(report, 'broken');
  assert.match(xml, /tests="1" failures="0" errors="1" skipped="0"/);
  assert.match(xml, /<error type="unasked" message="open ended rejected/);
});

test('the report tells what must be mended first', async () => {
  const connector = filled();
  connector.world.behaviour.plainWire = true;
  const lines = reportAsText(await runConformance(connector, options)).split('\n');
  assert.match(lines[0] ?? '', /0 must be mended, 1 will hurt in use/);
  assert.match(lines[2] ?? '', /^hurt encoded-values: /);
  assert.ok(lines.includes('  lastModifiedKind:   LastModified is compared as a number.'), lines.join('\n'));
});

test('text, JUnit and grade say the same of what will hurt and of what must be mended', async () => {
  const hurting = filled();
  hurting.world.behaviour.plainWire = true;
  const hurts = await runConformance(hurting, options);
  assert.equal(gradeOf(hurts), 'hurts');
  assert.match(reportAsJunit(hurts), / failures="1" errors="0" /);
  assert.match(reportAsJunit(hurts), /<failure type="hurts" message="/);
  assert.match(reportAsJunit(hurts, 'broken'), / failures="0" errors="0" .*<system-out>will hurt: /s);
  const breaking = await runConformance(
    spoiled(() => ({ actorTypes: async () => done(['Customer', 'Customer']) })),
    options,
  );
  assert.equal(gradeOf(breaking), 'broken');
  assert.match(reportAsJunit(breaking, 'broken'), /<failure type="broken" message="/);
  assert.equal(gradeOf(await runConformance(filled(), options)), 'fine');
});

describe('an ERP that writes as its culture does', () => {
  const german = async (write: boolean, of = 'de-DE') => {
    const connector = filled();
    connector.world.behaviour.writesAs = of;
    return await runConformance(connector, { ...options, write });
  };
  const line = (report: Report, id: string) => report.lines.find((each) => each.id === id);

  test('it is recognised, will hurt, and need not be mended', async () => {
    const report = await german(false);
    const found = line(report, 'culture');
    assert.equal(found?.status, 'fail');
    assert.match(found.message, / is "\d+(\.\d{3})*(,\d+)?| is "\d\d\.\d\d\.\d{4}/);
    assert.match(found.message, /set the culture of the connection .*de-DE/);
    assert.equal(line(report, 'readable-values')?.status, 'pass', line(report, 'readable-values')?.message);
    assert.ok(!/en-US|en-GB|sv-SE/.test(found.message), found.message);
  });

  for (const name of ['de-DE', 'en-US', 'nb-NO', 'de-CH', 'sv-SE'])
    test(`with the culture ${name} set it passes every check, writing too`, async () => {
      const connector = filled();
      connector.world.behaviour.writesAs = name;
      const culture = cultureOf(name);
      assert.ok(culture !== undefined);
      const report = await runConformance(connectorInCulture(connector, culture), options);
      assert.deepEqual(
        report.lines.filter(({ status }) => status === 'fail').map(({ id, message }) => [id, message]),
        [],
      );
    });

  test('a LastModified that does not sort must be mended', async () => {
    const report = await runConformance(
      spoiled((connection) => ({
        search: async function* (query, call) {
          for await (const actor of {
            [Symbol.asyncIterator]: () => connection.search(query, call)[Symbol.asyncIterator](),
          })
            yield {
              ...actor,
              lastModified: `0${1 + (Number(actor.erpKey.replaceAll(/\D/g, '')) % 9)}.02.2026 10:00:00`,
            };
        },
      })),
      { ...options, write: false },
    );
    const stamps = line(report, 'last-modified');
    assert.equal(stamps?.status, 'fail', stamps?.message);
    assert.match(stamps.message, /is a date that is not greater as text when it is later/);
  });
});
