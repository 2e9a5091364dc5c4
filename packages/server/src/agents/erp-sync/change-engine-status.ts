import { done } from '@kobling/sdk';
import { activeConnections } from '@kobling/store';
import { changeSyncSetting } from '../../jobs/sync-setting.ts';
import { siteMustBeLicensed } from '../../services/index.ts';
import { engineStatus } from '../carriers/erp-sync.ts';
import { bool, carrier } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { statusNow } from './get-engine-status.ts';

/** The On and Off buttons: automatic sync of all connections. */
export const changeEngineStatus = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Run: bool }),
  response: engineStatus,
  async handle({ Run }, { hub, person }) {
    const licence = Run ? await siteMustBeLicensed(hub) : undefined;
    if (licence !== undefined && licence.status !== 'done') return licence;
    await changeSyncSetting(hub.db, { running: Run }, person.name);
    if (Run) await hub.wake(await activeConnections(hub.db));
    hub.events.send({ type: 'overview' });
    return done(await statusNow(hub));
  },
});
