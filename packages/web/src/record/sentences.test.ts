import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Language,
  type Why,
  type WhyParts,
  whyConnectionCodes,
  whyLoserCodes,
  whyOriginCodes,
  whyRuleCodes,
  whyStatusCodes,
} from '@kobling/contract';
import { makeFormat } from '../language/format.ts';
import { languages, loadMessages, locales } from '../language/load.ts';
import { fill, type Message } from '../language/messages.ts';
import { asItCame } from '../language/told.ts';
import { recordLoaders } from '../language/record/load.ts';
import { connectionSentence, whySentences, type Words } from './sentences.ts';

async function wordsOf(language: Language): Promise<Words> {
  const messages: Readonly<Record<string, Message>> = {
    ...(await loadMessages(language)),
    ...(await recordLoaders[language]()).messages,
  };
  const locale = locales[language];
  return {
    t: (key, values = {}) => fill(messages[key] ?? `?${key}`, { crm: 'CRM', ...values }, locale),
    told: asItCame,
    format: makeFormat(locale),
  };
}
const field = { erpField: 'Phone', erpLabel: 'Phone', crmField: 'phone', crmLabel: 'Phone', type: 'text' } as const;
const all: WhyParts = {
  connection: 'ERP demo',
  other: 'Sweden',
  by: 'ann',
  at: '2026-05-14T09:14:00.000Z',
  side: 'erp',
  value: '',
  old: 'old',
  message: 'Said by the ERP.',
  attempts: 8,
  hold: 'blanking',
};
const why = (part: Partial<Why>, parts: WhyParts): Why => ({
  status: { code: 'inStep', parts },
  origin: null,
  rule: null,
  loser: null,
  connection: { code: 'ok', parts },
  ...part,
});
const answers = (parts: WhyParts): readonly Why[] => [
  ...whyStatusCodes.map((code) => why({ status: { code, parts } }, parts)),
  ...whyOriginCodes.map((code) => why({ origin: { code, parts } }, parts)),
  ...whyRuleCodes.map((code) => why({ rule: { code, parts } }, parts)),
  ...whyLoserCodes.map((code) => why({ loser: { code, parts } }, parts)),
  ...whyConnectionCodes.map((code) => why({ connection: { code, parts } }, parts)),
];

void test('every answer to Why? is whole sentences in every language, whatever is known', async () => {
  for (const language of languages) {
    const words = await wordsOf(language);
    for (const parts of [all, {}]) {
      for (const answer of answers(parts)) {
        const said = [...whySentences({ why: answer, field }, words), connectionSentence(answer, words)].filter(
          (sentence) => sentence !== '',
        );
        for (const sentence of said)
          assert.match(sentence, /^[^?{}][^{}]*[.”“»’]$/, `${language} ${JSON.stringify(answer)}`);
      }
    }
  }
});

void test('values stand as people read them: a blank in words, a number as the language writes it', async () => {
  const german = await wordsOf('de');
  const rule = { code: 'only', parts: { ...all, side: 'crm' } } as const;
  const origin = {
    code: 'fromErp',
    parts: { connection: 'ERP demo', at: '2026-05-14T09:14:00.000Z', old: '1234.5' },
  } as const;
  const said = whySentences({ why: why({ origin, rule }, {}), field: { ...field, type: 'decimal' } }, german).join(' ');
  assert.match(said, /Er ersetzte „1\.234,5“\. Nur in CRM hatte sich etwas geändert\.$/);
  const blank = whySentences({ why: why({ loser: { code: 'open', parts: all } }, {}), field }, german).join(' ');
  assert.match(blank, /hatte ERP demo einen leeren Wert; das kann noch gewählt werden\.$/);
});
