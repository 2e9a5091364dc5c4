import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionDetail } from '@kobling/contract';
import { configBegan, configMeanwhile } from './config-meanwhile.ts';
import type { ConnectionTyped } from './connection-form.ts';

const typed = (config: object, began: object) => ({ config, began }) as ConnectionTyped;
const stored = (config: object) => ({ config }) as ConnectionDetail;

void test('only a field that another window saved under the typing is told, and it is what the save is held to', () => {
  const mine = typed({ Client: 'Mine' }, { Client: 'Acme' });
  assert.deepEqual(configMeanwhile(mine, stored({ Client: 'Acme', Branch: '8' })), {});
  const now = stored({ Client: 'Theirs', Branch: '8' });
  assert.deepEqual(configMeanwhile(mine, now), { Client: 'Theirs' });
  assert.deepEqual(configBegan(mine, now), { Client: 'Acme', Branch: '8' });
  assert.deepEqual(configMeanwhile(typed({ Client: 'Mine' }, { Client: 'Theirs' }), now), {}, 'it was seen');
  assert.deepEqual(configMeanwhile(typed({ Client: 'Theirs' }, { Client: 'Acme' }), now), {}, 'both typed the same');
  assert.deepEqual(configBegan(typed({ New: 'x' }, { New: '' }), stored({})), {}, 'never set by anybody');
});
