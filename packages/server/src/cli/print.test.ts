import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table } from './print.ts';

test('columns are aligned and cut, but the sentence at the end keeps its remedy', () => {
  const sentence = `${'The workbook is damaged in a way that takes some words to tell. '.repeat(3)}Open it in Excel.`;
  const value = 'x'.repeat(100);
  const [head = '', first = '', second = ''] = table(
    ['Name', 'Value', 'Message'],
    [
      ['one', value, sentence],
      ['two', 'short', ''],
    ],
  ).split('\n');
  assert.equal(head.indexOf('Message'), first.indexOf('The workbook'));
  assert.ok(first.endsWith('Open it in Excel.'));
  assert.ok(first.includes(`${'x'.repeat(59)}…`));
  assert.equal(second, 'two   short');
});
