/** The connectors installed in this hub, found by the URL that a connection names. */
import { type CapabilityCard, type Connector, done, type Outcome, rejected } from '@kobling/sdk';
import { clientIdIn } from './app-connectors.ts';
import type { RemoteConnectors, RemoteDrafts } from './remote.ts';

export interface ConnectorRegistry {
  list(): readonly Connector[];
  /** `plugin://NAME`, http(s) for one over the network, or `app://CLIENT_ID` for a registered application. Rejected: `connector.*`, and what its service answers. */
  byUrl(url: string): Promise<Outcome<Connector>>;
  /** The connectors over the network; undefined where none may be called. */
  readonly remote: RemoteConnectors | undefined;
  /** The same with applications and contracts that are about to be saved. */
  withDrafts(drafts: RemoteDrafts): ConnectorRegistry;
  /** What an installed connector knows of itself; undefined for others. */
  cardOf(url: string): Partial<CapabilityCard> | undefined;
}

const pluginUrl = /^plugin:\/\/([a-z0-9]+)\/?$/;

/** Is it an address of one over the network, a registered application's among them? */
export const isRemote = (url: string): boolean =>
  (/^https?:\/\//i.test(url.trim()) && URL.canParse(url.trim())) || clientIdIn(url) !== undefined;

/** Throws when two connectors have one name: that is a mistake in the code that puts them together. */
export function createRegistry(connectors: readonly Connector[], remote?: RemoteConnectors): ConnectorRegistry {
  const byName = new Map(connectors.map((connector) => [connector.name, connector]));
  if (byName.size !== connectors.length) throw new Error('two connectors have the same name');
  const installed = (url: string): Outcome<Connector> => {
    const name = pluginUrl.exec(url.trim())?.[1];
    const connector = name === undefined ? undefined : byName.get(name);
    if (connector !== undefined) return done(connector);
    const names = [...byName.keys()].map((known) => `plugin://${known}`).join(', ');
    if (name !== undefined)
      return rejected('connector.notInstalled', `There is no connector ${url}. Installed: ${names}.`);
    return rejected(
      'connector.url',
      `"${url}" is not the address of a connector. Write it as plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME or app://CLIENT_ID. Installed: ${names}.`,
    );
  };
  return {
    list: () => connectors,
    remote,
    withDrafts: (drafts) => createRegistry(connectors, remote?.withDrafts(drafts)),
    byUrl: async (url) => (remote !== undefined && isRemote(url) ? await remote.byUrl(url.trim()) : installed(url)),
    cardOf(url) {
      const connector = installed(url);
      return connector.status === 'done' ? connector.value.card : undefined;
    },
  };
}
