import { z } from 'zod';
import { done } from '@kobling/sdk';
import { readSyncSetting } from '../../jobs/sync-setting.ts';
import { startSync } from '../../services/index.ts';
import { pluginResponse } from '../carriers/erp-sync.ts';
import { method } from '../method.ts';
import { carriedOut, response } from './carried-out.ts';

/** A cycle of every active connection, unless automatic sync is off. */
export const syncAll = method({
  right: 'administrator',
  reads: false,
  request: z.unknown(),
  response: pluginResponse,
  async handle(_input, call) {
    const { running } = await readSyncSetting(call.hub.db);
    if (!running)
      return done(
        response('Warning', 'Automatic sync is off. Turn it on, or use ForceSyncAll.', 'nothing was done', 'sync.off'),
      );
    return done(await carriedOut(call, await startSync(call.hub, {}, call.person.name)));
  },
});

/** The same, also when automatic sync is off. */
export const forceSyncAll = method({
  right: 'administrator',
  reads: false,
  request: z.unknown(),
  response: pluginResponse,
  handle: async (_input, call) => done(await carriedOut(call, await startSync(call.hub, {}, call.person.name))),
});
