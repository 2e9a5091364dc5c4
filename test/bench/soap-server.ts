/**
 * `node soap-server.ts BLOCKS`: a connector's service in a process of its own, as an ERP's is. WSGetActors answers 1,000 actors of
 * 15 fields, WSSearchActors that many times BLOCKS, as fast as they are taken. Prints its address, ends with its input.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { oneNamespace, type WireValue, wcfProfile, writeMessage, wsdlText } from '@kobling/soap';
import { benchActors } from './soap-actors.ts';

const profile = wcfProfile(oneNamespace);
const blocks = Number(process.argv[2] ?? '1');

/** The answer of an operation: before its actors, the actors, and after them. */
function parts(operation: string): readonly [Buffer, Buffer, Buffer] {
  const wire = profile.operations[operation];
  if (wire === undefined) throw new Error(`There is no operation ${operation}.`);
  const well = { ErrorCode: '', IsOk: true, State: 'Ok', TechExplanation: '', UserExplanation: '' };
  const actors: WireValue = benchActors().map((actor) => ({
    ActorType: actor.actorType,
    ErpKey: actor.erpKey,
    FieldValues: Object.entries(actor.fieldValues),
    LastModified: actor.lastModified,
    ParentActorType: null,
    ParentErpKey: null,
  }));
  const text = writeMessage(wire.responseWrapper, wire.result, { ...well, Actors: actors });
  const from = text.indexOf('<ErpActorWS>');
  if (from < 0) return [Buffer.from(text), Buffer.alloc(0), Buffer.alloc(0)];
  const to = text.lastIndexOf('</ErpActorWS>') + '</ErpActorWS>'.length;
  return [Buffer.from(text.slice(0, from)), Buffer.from(text.slice(from, to)), Buffer.from(text.slice(to))];
}

async function answer(operation: string, response: ServerResponse): Promise<void> {
  const [head, actors, tail] = parts(operation);
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  const times = operation === 'WSSearchActors' ? blocks : 1;
  function* pieces(): Generator<Buffer, void, undefined> {
    yield head;
    for (let block = 0; block < times; block += 1) yield actors;
    yield tail;
  }
  await pipeline(pieces(), response);
}

const server = createServer((request, response) => {
  request.resume();
  if (request.method === 'GET') response.end(wsdlText(profile, address()));
  else
    request.once('end', () => {
      void answer(/\/(\w+)"$/.exec(String(request.headers['soapaction']))?.[1] ?? '', response);
    });
});
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/ErpConnectorWS.svc`;
server.listen(0, '127.0.0.1', () => console.log(address()));
process.stdin.resume().once('end', () => {
  server.closeAllConnections();
  server.close();
});
