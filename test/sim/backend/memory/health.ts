/** How a connection is doing as a whole. */
import type { HealthStore } from '@kobling/engine';
import { holdLease } from './lease.ts';
import { connectionOf, type State } from './state.ts';

export const health = (state: State): HealthStore => ({
  async health(connectionId) {
    return connectionOf(state, connectionId).health;
  },
  async saveHealth(lease, value) {
    const connection = holdLease(state, lease);
    const { hold } = connection;
    connection.health = Object.freeze(
      hold === undefined ? { ...value } : { ...value, status: 'held', message: hold.message },
    );
  },
});
