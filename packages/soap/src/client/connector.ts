/**
 * A connector by its address. `learn` reads the contract from its WSDL; with the profile in hand it is a connector as any other
 * of the SDK: configuration fields, a test of values, and connections.
 */
import {
  type CallOptions,
  type ConfigValues,
  type Connector,
  type ConnectorHost,
  done,
  type Outcome,
} from '@kobling/sdk';
import type { ApplicationProof } from '../auth/proof.ts';
import { profileFrom, type ReadProfile } from '../contract/wsdl.ts';
import { fieldsFrom } from './carriers.ts';
import { soapConnection } from './connection.ts';
import { loader } from './load.ts';
import { Odd } from './odd.ts';
import { type Contract, Service } from './service.ts';

export interface SoapAddress {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Of a registered application, which is at `url` now. */
  readonly application?: ApplicationProof;
}
/** All zeros: a connection that is being set up. */
export const noConnection = '00000000-0000-0000-0000-000000000000';

/** The contract of the service at an address, from its WSDL. */
export async function learn({ url, fetch }: SoapAddress, call: CallOptions): Promise<Outcome<ReadProfile>> {
  const address = new URL(url);
  // Hosts differ in what they answer when the query names something else besides.
  const wsdl = `${address.origin}${address.pathname}?wsdl`;
  const load = loader(fetch, call.signal);
  const first = await profileFrom(wsdl, load);
  if (first.status === 'done') return first;
  const single = await profileFrom(`${address.origin}${address.pathname}?singleWsdl`, load);
  return single.status === 'done' ? single : first;
}

/** Asks for the configuration fields once; they stay as they were for as long as the connector object lives. */
export async function soapConnector(
  address: SoapAddress,
  contract: Contract,
  call: CallOptions,
): Promise<Outcome<Connector>> {
  const nobody = serviceFor(address, contract, noConnection, {}, address.fetch);
  const asked = await nobody.call({ operation: 'WSGetConfigData', purpose: 'read', value: {} }, call);
  if (asked.status !== 'done') return asked;
  const odd = new Odd();
  const fields = fieldsFrom(asked.value, odd.tell);
  const serviceOf = (config: ConfigValues, host: ConnectorHost): Service =>
    serviceFor(address, contract, host.guid, config, host.fetch);
  const connector: Connector = {
    name: new URL(address.url).searchParams.get('ConnectorName') ?? new URL(address.url).host,
    displayName: new URL(address.url).searchParams.get('ConnectorName') ?? new URL(address.url).host,
    configFields: () => fields,
    testConfig: async (config, host, options) => {
      const answer = await serviceOf(config, host).call(
        { operation: 'WSTestConfigData', purpose: 'read', value: { ConnectionInfo: Object.entries(config) } },
        options,
      );
      return answer.status === 'done' ? done(undefined, answer.notice) : answer;
    },
    open: async (config, host, options) => {
      const service = serviceOf(config, host);
      // The connector keeps its own copy of the configuration; this brings it up to date.
      const saved = await service.call(
        { operation: 'WSSaveConnection', purpose: 'read', value: { ConnectionInfo: Object.entries(config) } },
        options,
      );
      return saved.status === 'done' ? done(soapConnection(service), saved.notice) : saved;
    },
  };
  return odd.told(done(connector, asked.notice));
}

const serviceFor = (
  { url, application }: SoapAddress,
  contract: Contract,
  guid: string,
  config: ConfigValues,
  fetch: typeof globalThis.fetch,
): Service =>
  new Service({
    contract,
    endpoint: { url, fetch },
    guid,
    config,
    ...(application !== undefined && { application }),
  });
