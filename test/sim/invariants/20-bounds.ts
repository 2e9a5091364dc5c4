/**
 * 20: bounded and isolated. Retries have a limit and a cause; after enough of them a link is parked (H31). One runner a connection: an
 * ERP that fences sees no token after a higher one, and others see that only after a worker slept (H13).
 */
import { limits } from '@kobling/engine';
import type { Check } from '../history.ts';
import { nameOf, readingOf } from './reading.ts';

export const attemptsAreBounded: Check = ({ events, end }) => {
  const mishaps = new Map<number, number>();
  let everywhere = 0;
  for (const event of events) {
    if (event.what === 'fault' || event.what === 'overdue' || event.what === 'kill' || event.what === 'sleep')
      mishaps.set(event.connection, (mishaps.get(event.connection) ?? 0) + 1);
    // An actor that is gone is looked for again.
    if (event.what === 'erpRemove') mishaps.set(event.actor.connection, (mishaps.get(event.actor.connection) ?? 0) + 1);
    if (event.what === 'storeFault' || event.what === 'stop' || event.what === 'fields') everywhere += 1;
  }
  return [
    ...end.links
      .filter(({ state, attempts }) => state === 'failing' && attempts >= limits.attempts)
      .map((link) => ({ invariant: 20, message: `${nameOf(link)} failed ${link.attempts} times and is not parked.` })),
    ...end.intents.flatMap(({ id, connectionId, attempts }) => {
      const causes = (mishaps.get(connectionId) ?? 0) + everywhere;
      return attempts > causes
        ? [
            {
              invariant: 20,
              message: `Intent ${id} was tried again ${attempts} times; ${causes} mishaps happened at most.`,
            },
          ]
        : [];
    }),
  ];
};

export const oneRunner: Check = (history) => {
  const { connections } = readingOf(history);
  const highest = new Map<number, bigint>();
  const slept = new Set<number>();
  return history.events.flatMap((event) => {
    if (event.what === 'sleep') slept.add(event.connection);
    if (event.what === 'overtaken') {
      const { connection, step, token, newest } = event;
      return [
        {
          invariant: 20,
          message: `Connection ${connection}: ${step} of token ${token} was taken after token ${newest}.`,
        },
      ];
    }
    if (event.what !== 'erpWrite' || event.token === undefined) return [];
    const { connection } = event.actor;
    const before = highest.get(connection) ?? 0n;
    if (event.token >= before) {
      highest.set(connection, event.token);
      return [];
    }
    const nobodyCanTell =
      connections.get(connection)?.card.fencesWrites !== true && (slept.has(connection) || event.late === true);
    return nobodyCanTell
      ? []
      : [{ invariant: 20, message: `Connection ${connection}: token ${event.token} wrote after token ${before}.` }];
  });
};
