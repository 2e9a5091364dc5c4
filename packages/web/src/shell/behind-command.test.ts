import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behindCommand } from './behind-command.ts';

void test('what is to be synced stands behind the command’s words, or their beginnings, in any language', () => {
  const behind = (typed: string, command = 'Sync Now'): string => behindCommand(typed, command);
  assert.equal(behind('sync acme as'), 'acme as');
  assert.equal(behind('Sync Now: Acme'), 'Acme');
  assert.equal(behind('synkr nå  kaffe', 'Synkroniser nå'), 'kaffe');
  assert.equal(behind('jetzt müller', 'Jetzt synchronisieren'), 'müller');
  for (const typed of ['', 'sync', 'sync now ', 'acme sync', 's acme', 'acme']) assert.equal(behind(typed), '', typed);
});
