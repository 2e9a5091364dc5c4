/** Text to `Setup`. Everything that needs no hub is checked here; names of the ERP and the CRM are checked in `resolve.ts`. */
import { LineCounter, parseDocument } from 'yaml';
import { orWhat } from './nearest.ts';
import { FileReader, type Entry } from './nodes.ts';
import { readConnection } from './read-connection.ts';
import { readValue } from './read-value.ts';
import {
  crmMember,
  referenceKey,
  type ApplicationKey,
  type ApplicationSetup,
  type ConnectionSetupFile,
  type ConnectorSetup,
  type Place,
  type Problem,
  type Reference,
  type Setup,
  type Value,
} from './setup.ts';

export type ReadResult =
  | { readonly ok: true; readonly setup: Setup }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A set-up file is written by a person; anything larger is a mistake or an attack. */
const maxCharacters = 1_000_000;
const top: Place = { line: 1, column: 1 };

/** Reads kobling.yaml; problems come in the order of their lines. Never throws for what the text holds. */
export function readSetup(text: string): ReadResult {
  if (text.length > maxCharacters) {
    return {
      ok: false,
      problems: [
        {
          ...top,
          code: 'setup.tooLarge',
          message: `The file has ${text.length} characters; ${maxCharacters} is the limit.`,
        },
      ],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false, merge: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): Problem => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        line,
        column: col,
        code: error.code === 'DUPLICATE_KEY' ? 'setup.twice' : 'setup.notYaml',
        message: sentence(error.message),
      };
    });
    return { ok: false, problems };
  }
  const reader = new FileReader(document, lines);
  const setup = readTop(reader, document.contents);
  if (reader.problems.length === 0 && setup !== undefined) return { ok: true, setup };
  return { ok: false, problems: reader.problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

const sentence = (message: string): string => (message.endsWith('.') ? message : `${message}.`);

function readTop(reader: FileReader, contents: unknown): Setup | undefined {
  const keys = ['applications', 'connectors', 'connections', 'priority', 'sync', 'licences'] as const;
  const fields = reader.fields(contents, 'The set-up file', top, keys);
  if (fields === undefined) return undefined;
  const connectors = list(reader, fields.get('connectors'), 'connectors', readConnector);
  const connections = list(reader, fields.get('connections'), 'connections', readConnection);
  const applications = list(reader, fields.get('applications'), 'applications', readApplication);
  reader.unique(
    (connectors ?? []).map((item) => item.name),
    'connectors',
  );
  reader.unique(
    (connections ?? []).map((item) => item.name),
    'connections',
  );
  reader.unique(
    (applications ?? []).map((item) => item.clientId),
    'applications',
  );
  for (const { name } of connections ?? []) {
    if (name.name.toLowerCase() === crmMember.toLowerCase()) {
      reader.problem(
        name.at,
        'setup.reservedName',
        `A connection cannot be named ${crmMember}: that is the CRM's own name in the priority.`,
      );
    }
  }
  checkConnectorNames(reader, connections, connectors);
  checkContracts(reader, connectors);
  return {
    applications,
    connectors,
    connections,
    priority: readPriority(reader, fields.get('priority'), connections),
    sync: readSync(reader, fields.get('sync')),
    licences: readLicences(reader, fields.get('licences')),
  };
}

function list<T>(
  reader: FileReader,
  entry: Entry | undefined,
  what: string,
  read: (reader: FileReader, node: unknown, at: Place) => T | undefined,
): readonly T[] | null {
  if (entry === undefined) return null;
  const items = reader.items(entry.value, what, entry.key.at) ?? [];
  return items.map((item) => read(reader, item, reader.place(item, entry.key.at))).filter((item) => item !== undefined);
}

function readConnector(reader: FileReader, node: unknown, at: Place): ConnectorSetup | undefined {
  const fields = reader.fields(node, 'A connector', at, ['name', 'url', 'wsdl']);
  if (fields === undefined) return undefined;
  const name = reader.name(fields.get('name'), 'The name of a connector');
  const url = reader.name(fields.get('url'), 'The url of a connector');
  if (!fields.has('name')) reader.problem(at, 'setup.missingKey', 'A connector needs a name.');
  if (!fields.has('url')) reader.problem(at, 'setup.missingKey', 'A connector needs a url, such as plugin://workbook.');
  if (url !== undefined && !/^(plugin|app|https?):\/\/\S+$/.test(url.name)) {
    reader.problem(
      url.at,
      'setup.badUrl',
      `${JSON.stringify(url.name)} is no connector's address: it begins with plugin://, app://, https:// or http://.`,
    );
  }
  if (url !== undefined && url.name.length > 1023)
    reader.problem(url.at, 'setup.badUrl', 'The url of a connector may have at most 1023 characters.');
  const wsdl = readWsdl(reader, fields.get('wsdl'));
  if (wsdl !== null && url?.name.startsWith('plugin:') === true)
    reader.problem(wsdl.at, 'setup.badWsdl', `${url.name} is installed in the hub and has no WSDL: leave wsdl out.`);
  return name && url && { name, url: url.name, wsdl };
}

function readWsdl(reader: FileReader, entry: Entry | undefined): ConnectorSetup['wsdl'] {
  if (entry === undefined) return null;
  const { at } = entry.key;
  const fields = reader.fields(entry.value, 'wsdl', at, ['file']);
  if (fields === undefined) return null;
  const file = reader.name(fields.get('file'), 'wsdl: file');
  if (file !== undefined) return { kind: 'file', path: file.name, at };
  reader.problem(at, 'setup.badWsdl', 'wsdl names the file with the contract: { file: PATH }.');
  return null;
}

/** A contract is kept by the address that it is for. */
function checkContracts(reader: FileReader, connectors: readonly ConnectorSetup[] | null): void {
  for (const [index, { url, wsdl, name }] of (connectors ?? []).entries()) {
    const other = connectors?.slice(0, index).find((each) => each.url === url && each.wsdl !== null);
    if (wsdl !== null && other !== undefined && other.wsdl?.path !== wsdl.path)
      reader.problem(
        wsdl.at,
        'setup.badWsdl',
        `${name.name} and ${other.name.name} have one address, and so one contract: name the same file for both.`,
      );
  }
}

function readApplication(reader: FileReader, node: unknown, at: Place): ApplicationSetup | undefined {
  const fields = reader.fields(node, 'An application', at, ['clientId', 'name', 'url', 'active', 'keys']);
  if (fields === undefined) return undefined;
  for (const key of ['clientId', 'name', 'url'] as const) {
    if (!fields.has(key)) reader.problem(at, 'setup.missingKey', `An application needs a ${key}.`);
  }
  const clientId = reader.name(fields.get('clientId'), 'clientId');
  const name = reader.name(fields.get('name'), 'The name of an application');
  const url = reader.name(fields.get('url'), 'The url of an application');
  if (url !== undefined && (!/^https?:\/\//i.test(url.name) || !URL.canParse(url.name)))
    reader.problem(
      url.at,
      'setup.badUrl',
      `${JSON.stringify(url.name)} is no address of a service: write it as https://HOST/ErpConnectorWS.svc.`,
    );
  const keys = list(reader, fields.get('keys'), 'keys', readApplicationKey) ?? [];
  const active = reader.flag(fields.get('active'), 'active', true);
  return clientId && name && url && { clientId, name: name.name, url: url.name, active, keys };
}

function readApplicationKey(reader: FileReader, node: unknown, at: Place): ApplicationKey | undefined {
  const entries = reader.entries(node, 'A key', at, ['file', 'env', 'pem', 'from', 'until']);
  if (entries === undefined) return undefined;
  const inline = entries.find((item) => item.key.name === 'pem');
  const text = reader.text(inline, 'pem');
  const reference: Value | undefined =
    inline === undefined || text === undefined
      ? readValue(reader, node, 'A key', at, ['from', 'until'])
      : { kind: 'plain', text, at: inline.key.at };
  if (reference === undefined) return undefined;
  const date = (key: string): string | null => {
    const entry = entries.find((item) => item.key.name === key);
    const text = reader.text(entry, key);
    if (entry === undefined || text === undefined) return null;
    if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
    reader.problem(entry.key.at, 'setup.badDate', `${key} must be a date such as 2026-12-31.`);
    return null;
  };
  return { pem: reference, from: date('from'), until: date('until') };
}

/** A connection may only name a connector of this file, when the file lists connectors at all. */
function checkConnectorNames(
  reader: FileReader,
  connections: readonly ConnectionSetupFile[] | null,
  connectors: readonly ConnectorSetup[] | null,
): void {
  if (connectors === null) return;
  const known = connectors.map((item) => item.name.name);
  for (const { connector } of connections ?? []) {
    if (!known.includes(connector.name)) {
      reader.problem(
        connector.at,
        'setup.unknownConnector',
        `There is no connector ${JSON.stringify(connector.name)} in this file.${orWhat(connector.name, known)}`,
      );
    }
  }
}

function readPriority(
  reader: FileReader,
  entry: Entry | undefined,
  connections: readonly ConnectionSetupFile[] | null,
): Setup['priority'] {
  const names = reader.names(entry, 'priority');
  if (entry === undefined || names === undefined) return null;
  if (!names.some((item) => item.name === crmMember)) {
    reader.problem(
      entry.key.at,
      'setup.priorityWithoutCrm',
      `priority must contain ${crmMember}: it stands for the CRM itself.`,
    );
  }
  if (connections === null) return names;
  const known = [crmMember, ...connections.map((item) => item.name.name)];
  for (const item of names) {
    if (!known.includes(item.name)) {
      reader.problem(
        item.at,
        'setup.unknownConnection',
        `priority names ${JSON.stringify(item.name)}, which is no connection of this file.${orWhat(item.name, known)}`,
      );
    }
  }
  return names;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

function readSync(reader: FileReader, entry: Entry | undefined): Setup['sync'] {
  if (entry === undefined) return null;
  const fields = reader.fields(entry.value, 'sync', entry.key.at, ['running', 'interval']);
  if (fields === undefined) return null;
  const interval = reader.name(fields.get('interval'), 'interval');
  const parts = interval && /^(\d+)\s*(s|m|min|h)$/.exec(interval.name);
  const intervalMs = parts ? Number(parts[1]) * (unitMs[parts[2] ?? ''] ?? 0) : null;
  if (interval !== undefined && (intervalMs === null || intervalMs < 1000 || intervalMs > 86_400_000)) {
    reader.problem(
      interval.at,
      'setup.badInterval',
      'interval is a number with its unit, from 1s to 24h: 10s, 5m, 1h.',
    );
  }
  return { running: fields.has('running') ? reader.flag(fields.get('running'), 'running', true) : null, intervalMs };
}

function readLicences(reader: FileReader, entry: Entry | undefined): Setup['licences'] {
  if (entry === undefined) return null;
  const fields = reader.fields(entry.value, 'licences', entry.key.at, ['users']);
  const users = fields?.get('users');
  if (users === undefined) return null;
  if (reader.isWord(users, 'everyone')) return { at: entry.key.at, everyone: true, users: [] };
  return {
    at: entry.key.at,
    everyone: false,
    users: reader.names(users, 'licences.users (everyone, or a list of names)') ?? [],
  };
}

/** Every reference in the file that the person who applies it has to look up, each once. */
export function referencesOf(setup: Setup): readonly Reference[] {
  const found = new Map<string, Reference>();
  const add = (value: Value): void => {
    if (value.kind !== 'plain') found.set(referenceKey(value), value);
  };
  for (const connection of setup.connections ?? []) for (const item of connection.config) add(item.value);
  for (const { wsdl } of setup.connectors ?? []) if (wsdl !== null) add(wsdl);
  for (const application of setup.applications ?? []) for (const key of application.keys) add(key.pem);
  return [...found.values()];
}
