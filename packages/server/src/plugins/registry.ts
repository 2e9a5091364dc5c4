/** The connectors installed in this hub, found by the URL that a connection names. */
import { type CapabilityCard, type Connector, done, type Outcome, rejected } from '@kobling/sdk';

export interface ConnectorRegistry {
  list(): readonly Connector[];
  /** `plugin://NAME`. Rejected: `connector.*`. */
  byUrl(url: string): Outcome<Connector>;
  /** What the connector knows of itself; undefined when it is not installed. */
  cardOf(url: string): Partial<CapabilityCard> | undefined;
}

const pluginUrl = /^plugin:\/\/([a-z0-9]+)\/?$/;

/** Throws when two connectors have one name: that is a mistake in the code that puts them together. */
export function createRegistry(connectors: readonly Connector[]): ConnectorRegistry {
  const byName = new Map(connectors.map((connector) => [connector.name, connector]));
  if (byName.size !== connectors.length) throw new Error('two connectors have the same name');
  const byUrl = (url: string): Outcome<Connector> => {
    const name = pluginUrl.exec(url.trim())?.[1];
    const connector = name === undefined ? undefined : byName.get(name);
    if (connector !== undefined) return done(connector);
    const installed = [...byName.keys()].map((known) => `plugin://${known}`).join(', ');
    if (name !== undefined)
      return rejected('connector.notInstalled', `There is no connector ${url}. Installed: ${installed}.`);
    if (/^(https?|app):\/\//.test(url)) {
      return rejected(
        'connector.remoteNotIncluded',
        `${url} is a connector over the network; this version runs installed ones only: ${installed}.`,
      );
    }
    return rejected(
      'connector.url',
      `"${url}" is not the address of a connector. Write it as plugin://NAME. Installed: ${installed}.`,
    );
  };
  return {
    list: () => connectors,
    byUrl,
    cardOf(url) {
      const connector = byUrl(url);
      return connector.status === 'done' ? connector.value.card : undefined;
    },
  };
}
