/**
 * Every sentence that a page may show of the hub is known in every language. The sentences are collected from the sources:
 * a new one without its translations fails here, and says which room of packages/web/src/language/ it belongs into.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { languages } from '../../packages/web/src/language/load.ts';
import { loadTeller } from '../../packages/web/src/language/told.ts';
import { textsIn } from './source-texts.ts';

/** Where sentences for people are made. */
const spoken = [
  'packages/engine/src/**/*.ts',
  'packages/store/src/{crm,find,people,selections}/**/*.ts',
  'packages/store/src/sync/{away,match-value,renumbering}.ts',
  'packages/server/src/{egress,files,plugins,routes,services}/**/*.ts',
  'packages/server/src/http/{misread,standing}.ts',
  'packages/server/src/setup-file/nearest.ts',
  'packages/connectors/src/**/*.ts',
  'packages/sdk/src/{records,deadline,restrictions,schema}/**/*.ts',
  'packages/soap/src/auth/{keys,proof,token}.ts',
  'packages/soap/src/client/*.ts',
  'packages/soap/src/contract/*.ts',
  'packages/soap/src/wire/{read,tags,xml}.ts',
];
/** Where parts are made that stand within a sentence: after "because", after a colon, in brackets. */
const parted = [
  'packages/connectors/src/workbook/xlsx/{archive,archive-copy,parts,rows,sheet-scan,signature,xml}.ts',
  'packages/connectors/src/workbook/{create,sheet}.ts',
  // What a saved connection changed, in the audit trail.
  'packages/server/src/setup-file/words.ts',
  'packages/soap/src/auth/{proof,token}.ts',
  'packages/soap/src/client/*.ts',
  'packages/soap/src/contract/*.ts',
  'packages/soap/src/wire/{read,tags,xml}.ts',
];
/** Of those, words for machines. */
const mute = [
  'lost the place in {}',
  'yauzl gave something else than bytes',
  // Behind "its part … cannot be unpacked", and known there.
  '{}: its checksum is wrong',
  ' and ',
  // Put together in "… is …, neither true nor false." and "It is no well-formed XML: … It stands in …".
  'neither true nor false',
  'not a whole number',
  '{} is {}, {}.',
  ' It stands in {}{}.',
  'The message',
  // Put together: "Customer with 14 mapped fields".
  'mapped field',
  '{} with {}',
  '{} {} and {} %',
  '{} key',
  '{} long',
  '{} twice',
  '{} below',
  'web page',
  'in parts',
  // Joined into "HTTP 302 Found to …, which is not followed", which is known as a whole.
  ' to {}, which is not followed',
  'HTTP {} {}{}',
  '; {} in all',
  '{} {} of the field {}',
  'The token {}.',
];
const notSpoken = /\.test\.ts$|\/testing\//;
/** Of those, what no page shows, each with its reason. */
const unseen: Readonly<Record<string, string>> = {
  'packages/engine/src/why/sentence.ts': 'the pages say Why? by its codes',
  'packages/connectors/src/workbook/testing.ts': 'tests',
  'packages/store/src/crm/epoch.ts': 'a bug of the store',
  'packages/store/src/crm/feed.ts': 'a bug of the store',
  'packages/store/src/crm/changes.ts': 'a bug of the store',
  'packages/server/src/routes/people/welcome.ts': 'the log of the operator',
  'packages/server/src/routes/session.ts': 'the log of the operator',
};
/** Sentences for the operator's log, for the command line, or parts of a longer one that is known. */
const spared = [
  'The connector of connection {} could not be told that it is deleted.',
  'A connector failed to close.',
  'A test: nothing happened.',
  'Plan {} {}.',
  // A name and a sentence, each known by itself.
  '{}: {}',
  '{}. {}',
  '{}, {}: {}',
  // An address of either kind: "The address …, port …", "… leads to …, which, port …".
  '{}, port {}, is not allowed{}. {}',
  // Two sentences: one connection, or several.
  '{} has {} {}. Delete {} first, then the connector.',
  '{} names an application, which only a running hub knows. Give the address of its service instead.',
];

const isSentence = (text: string): boolean =>
  /^(?:[A-Z“"]|\{\})[^\n]* /.test(text) && /(?:[.…?]|[.:] \{\})$/.test(text.trim());
const isPart = (text: string): boolean =>
  /^[^\n]*[a-z]{2,}[^\n]* [^\n]*$/.test(text) && !/^<\{?|xmlns|^[a-z]+\/|[|;]\s*$/.test(text);
const sqlWords = /\b(?:select|insert into|update [a-z_]+ set|delete from|where)\b/;

const textsOf = (patterns: readonly string[], wanted: (text: string) => boolean) =>
  patterns
    .flatMap((pattern) => globSync(pattern))
    .filter((file) => !notSpoken.test(file) && unseen[file] === undefined)
    .flatMap((file) =>
      textsIn(readFileSync(file, 'utf8'))
        .filter(({ text }) => wanted(text) && !sqlWords.test(text) && !spared.includes(text) && !mute.includes(text))
        .map(({ text, line }) => ({ text, place: `${file}:${line}` })),
    );
const found = [...textsOf(spoken, isSentence), ...textsOf(parted, isPart)];
/** As the hub would say it: the values put in are such as no sentence has. */
const filled = (text: string): string => {
  let number = 0;
  return text.replaceAll('{}', () => `Qx${++number}`);
};

void test('the sentences of the hub are found', () => {
  assert.ok(found.length > 400, `${found.length} sentences`);
});

for (const language of languages.filter((each) => each !== 'en')) {
  void test(`each is said in ${language}, with its values`, async () => {
    const told = await loadTeller(language);
    const lacking: string[] = [];
    for (const { text, place } of found) {
      const english = filled(text);
      const said = told(english);
      if (said === english) lacking.push(`${place} ${text}`);
      else
        for (const [value] of english.matchAll(/Qx\d+/g))
          if (!said.includes(value)) lacking.push(`${place} ${text}: ${value} is lost in "${said}"`);
    }
    assert.deepEqual(lacking, []);
  });
}
