/** Our client before a hostile server: a read and a write through it, what it holds of memory meanwhile, and honest answers. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Actor, collect, type Connection, type Outcome } from '@kobling/sdk';
import { soapConnection } from '../client/connection.ts';
import { Service } from '../client/service.ts';
import { oneNamespace, wcfProfile } from '../contract/built-in.ts';
import { type WireValue, writeMessage } from '../wire/write.ts';

export const profile = wcfProfile(oneNamespace);
const guid = '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf';

export const connectionTo = (url: string): Connection =>
  soapConnection(new Service({ contract: { profile }, endpoint: { url, fetch }, guid, config: { Server: 'x' } }));

export const newActor = { actorType: 'Customer', fieldValues: { Name: 'Papir AS' } } as const;
export const keysAsked = { actorType: 'Customer', erpKeys: ['1', '2'], fieldKeys: ['Name'] } as const;

/** No test needs it: it ends one that would hang. */
export const patience = (): AbortSignal => AbortSignal.timeout(60_000);

export const read = (url: string, signal = patience()): Promise<Outcome<readonly Actor[]>> =>
  collect(connectionTo(url).getActors(keysAsked, { signal }));
export const write = (url: string, signal = patience()): Promise<Outcome<Actor>> =>
  connectionTo(url).createActor(newActor, { signal });

const actor = (key: string): WireValue => ({
  ActorType: 'Customer',
  ErpKey: key,
  FieldValues: [['Name', `Firma ${key} æøå`]],
  LastModified: '17',
  ParentActorType: null,
  ParentErpKey: null,
});
const well = { ErrorCode: '', IsOk: true, State: 'Ok', TechExplanation: '', UserExplanation: '' };

/** The body of an honest answer to an operation, more or other members given. */
export function answerTo(operation: string, more: Readonly<Record<string, WireValue>> = {}): string {
  const wire = profile.operations[operation];
  if (wire === undefined) throw new Error(`There is no operation ${operation}.`);
  const own = operation === 'WSCreateActor' ? { Actor: actor('9') } : { Actors: [actor('1'), actor('2')] };
  return writeMessage(wire.responseWrapper, wire.result, { ...well, ...own, ...more });
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const held = (): number => {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};

/** So much garbage may lie about before it is collected for a second look: how much there is depends on the machine's speed. */
const garbageBytes = 100 << 20;

/** Watches how many MB are held beyond what was there at the beginning, with at most `garbageBytes` of garbage among them. */
export function memoryWatch(): { look(): void; readonly mostMb: () => number } {
  collectGarbage();
  const before = held();
  let most = 0;
  return {
    look: () => {
      if (held() - before > garbageBytes) collectGarbage();
      most = Math.max(most, held() - before);
    },
    mostMb: () => Math.round(most / 1_048_576),
  };
}
