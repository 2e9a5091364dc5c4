import { done, rejected } from '@kobling/sdk';
import { activeConnections } from '@kobling/store';
import { changeSyncSetting } from '../../jobs/sync-setting.ts';
import { durationMs } from '../carriers/durations.ts';
import { carrier, duration, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

const leastMs = 1_000;
const mostMs = 24 * 3_600_000;

/** How often automatic sync looks: between a second and a day. */
export const changeEngineInterval = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Interval: duration }),
  response: nothing,
  async handle({ Interval }, { hub, person }) {
    const intervalMs = durationMs(Interval);
    if (intervalMs === undefined || intervalMs < leastMs || intervalMs > mostMs) {
      return rejected(
        'engine.interval',
        `Interval ${JSON.stringify(Interval)} is no duration between a second and a day. Write it as 00:00:10 or PT10S.`,
      );
    }
    await changeSyncSetting(hub.db, { intervalMs }, person.name);
    // The waiting turns were sent with the old interval; one turn now and the new one holds.
    await hub.wake(await activeConnections(hub.db));
    hub.events.send({ type: 'overview' });
    return done(undefined);
  },
});
