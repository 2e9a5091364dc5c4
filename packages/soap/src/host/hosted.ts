/** One hosted connector: its configuration by GUID, and the connections that are open. */
import type { CallOptions, ConfigValues, Connection, Connector, ConnectorHost, Outcome } from '@kobling/sdk';
import { done } from '@kobling/sdk';
import { pairsOf } from '../client/carriers.ts';
import type { OperationName } from '../contract/profile.ts';
import type { ReadObject } from '../wire/read.ts';
import { answerOn, type Carrier, fieldsCarrier, refused } from './answers.ts';
import type { HostMemory } from './memory.ts';

export class Hosted {
  readonly #connector: Connector;
  readonly #memory: HostMemory;
  readonly #hostFor: (guid: string) => ConnectorHost;
  readonly #open = new Map<string, Promise<Outcome<Connection>>>();

  constructor(connector: Connector, memory: HostMemory, hostFor: (guid: string) => ConnectorHost) {
    this.#connector = connector;
    this.#memory = memory;
    this.#hostFor = hostFor;
  }

  /** The answer's carrier. `guid` is as the caller wrote it; it is compared without regard to case. */
  async answer(operation: OperationName, request: ReadObject, call: CallOptions): Promise<Outcome<Carrier>> {
    const guid = typeof request.ConnectionGuid === 'string' ? request.ConnectionGuid.trim().toLowerCase() : '';
    switch (operation) {
      case 'WSGetConfigData':
        return done(fieldsCarrier(this.#connector.configFields()));
      case 'WSTestConfigData':
        return this.#tested(request, guid, call);
      case 'WSSaveConnection':
        return this.#save(request, guid, call);
      case 'WSDeleteConnection':
        await this.#drop(guid);
        await this.#memory.remove(this.#connector.name, guid);
        return done({});
      case 'Authenticate':
        return refused('auth.notHere', 'This connector asks for no authentication.');
      default: {
        const connection = await this.#connection(guid, call);
        return connection.status === 'done' ? answerOn(connection.value, operation, request, call) : connection;
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((guid) => this.#drop(guid)));
  }

  async #tested(request: ReadObject, guid: string, call: CallOptions): Promise<Outcome<Carrier>> {
    const tested = await this.#connector.testConfig(configOf(request), this.#hostFor(guid), call);
    return tested.status === 'done' ? done({}, tested.notice) : tested;
  }

  async #save(request: ReadObject, guid: string, call: CallOptions): Promise<Outcome<Carrier>> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid))
      return refused('connection.guid', `${JSON.stringify(guid.slice(0, 60))} is no connection's GUID.`);
    const tested = await this.#tested(request, guid, call);
    if (tested.status !== 'done') return tested;
    await this.#memory.save(this.#connector.name, guid, configOf(request));
    await this.#drop(guid);
    return tested;
  }

  async #connection(guid: string, call: CallOptions): Promise<Outcome<Connection>> {
    const standing = this.#open.get(guid);
    if (standing !== undefined) return standing;
    const opening = this.#opened(guid, call);
    this.#open.set(guid, opening);
    const opened = await opening;
    if (opened.status !== 'done') this.#open.delete(guid);
    return opened;
  }

  async #opened(guid: string, call: CallOptions): Promise<Outcome<Connection>> {
    const config = await this.#memory.load(this.#connector.name, guid);
    if (config === undefined)
      return refused('UnknownConnectionId', 'This connection is not known here. Save it again.');
    return this.#connector.open(config, this.#hostFor(guid), call);
  }

  async #drop(guid: string): Promise<void> {
    const standing = await this.#open.get(guid);
    this.#open.delete(guid);
    if (standing?.status === 'done') await standing.value.close();
  }
}

const configOf = (request: ReadObject): ConfigValues =>
  Object.fromEntries(pairsOf(request.ConnectionInfo).map(([key, text]) => [key, text ?? '']));
