/** Python's zeep as a CRM that reads our WSDL and calls our host. */
import { describe } from 'node:test';
import { driven } from './driven.ts';
import { hearPeer, peerTest, python, sourceOf } from './peer.ts';
import { contracts } from './sample.ts';

/**
 * zeep makes None of an empty text as well as of nil; of an array that is nil an
 * empty one and the other way round, of an object that is nil one full of Nones.
 */
function withoutBlanks(value: unknown): unknown {
  if (value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, held]) => [key, withoutBlanks(held)]);
  return members.every(([, held]) => held === null) ? null : Object.fromEntries(members);
}

describe('zeep', { concurrency: true }, () => {
  for (const [name, namespaces] of Object.entries(contracts)) {
    peerTest('zeep', `zeep drives our host through all operations: ${name}`, () =>
      driven({
        namespaces,
        call: (url) => hearPeer(python, [sourceOf('zeep/client.py'), `${url}&wsdl`]),
        tellsApart: withoutBlanks,
        without: ['WSTestConnection derived'],
        // Its writer refuses by itself.
        control: /All strings must be XML compatible/,
      }),
    );
  }
});
