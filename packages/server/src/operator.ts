/**
 * operator.yaml: what only the person who runs the machine may decide. Read at start, never changed over HTTP. Anything
 * unknown or malformed stops the start with the line it stands on (security.md: bad configuration stops the start).
 */
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { done, type Outcome, type Reason, rejected } from '@kobling/sdk';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type OpenIdSettings, openIdSchema, openIdSettings } from './auth/openid/settings.ts';
import { type EgressRule, parseEgressRule } from './egress/rules.ts';

/** Thrown by startHub when it will not start; the sentence is for the person at the shell. */
export class StartRefused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.message);
    this.name = 'StartRefused';
    this.reason = reason;
  }
}

/** Where the key-encryption key comes from. A `file` may be made by the hub only when it is the embedded default. */
export type KeySource =
  | { readonly from: 'file'; readonly path: string; readonly isDefault: boolean }
  | { readonly from: 'value'; readonly name: string; readonly value: string };

export interface Operator {
  /** Absolute. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly key: KeySource;
  /** Absolute folders that connectors may reach; relative paths in a configuration start at the first. */
  readonly filesAllowed: readonly string[];
  readonly egress: readonly EgressRule[];
  readonly licence: { readonly site: boolean };
  /** Opens /metrics to who shows it; undefined: administrators only. */
  readonly metricsToken: string | undefined;
  /** Where people open the hub, without a slash at the end, when that is not where it listens: a proxy stands before it. */
  readonly publicUrl: string | undefined;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Undefined: people log in with passwords only. */
  readonly openid: OpenIdSettings | undefined;
}

/** Command line over environment over file. */
export interface OperatorInput {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

const reference = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })]);
type Reference = z.infer<typeof reference>;
const port = z.int().min(0).max(65_535);
const publicAddress = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search === '' && hash === '' && username === '';
}, 'must be http:// or https:// with a host and nothing behind it');
const proxy = z
  .string()
  .refine((text) => isIP(text.split('/')[0] ?? '') !== 0, 'must be an address such as 10.0.0.5 or 10.0.0.0/24');
const schema = z.strictObject({
  files: z.strictObject({ allowed: z.array(z.string().min(1)).min(1) }).optional(),
  egress: z.strictObject({ allowed: z.array(z.string()) }).optional(),
  host: z.string().min(1).optional(),
  port: port.optional(),
  databaseUrl: reference.optional(),
  key: reference.optional(),
  licence: z.strictObject({ site: z.boolean() }).optional(),
  metrics: z.strictObject({ token: reference }).optional(),
  publicUrl: publicAddress.optional(),
  trustedProxies: z.array(proxy).optional(),
  openid: openIdSchema(reference).optional(),
});
type OperatorFile = z.infer<typeof schema>;

const fileName = 'operator.yaml';
const defaultPort = 8040;

/** Reads `operator.yaml` in the data folder if there is one. Rejected: `operator.*`, naming line and key. */
export async function readOperator(input: OperatorInput): Promise<Outcome<Operator>> {
  const path = resolve(input.dataDir, fileName);
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error))
      return rejected(
        'operator.unreadable',
        `${path} cannot be read: ${messageOf(error)}. Give this user the right to read it.`,
      );
  }
  const file = parseOperator(text);
  return file.status === 'done' ? compose(input, file.value) : file;
}

function parseOperator(text: string): Outcome<OperatorFile> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    return rejected(
      'operator.syntax',
      `${fileName}, line ${lines.linePos(syntax.pos[0]).line}: ${firstLine(syntax.message)}`,
    );
  }
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new Error('a refused schema names no issue');
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const at = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
  const line = lineOf(document, lines, at);
  const name = at.join('.');
  return unknownKey === undefined
    ? rejected(
        'operator.value',
        `${fileName}, line ${line}: ${name === '' ? 'the file' : name} is not as expected: ${issue.message}.`,
      )
    : rejected(
        'operator.unknownKey',
        `${fileName}, line ${line}: there is no setting "${name}". Check the spelling against docs/operator.md.`,
      );
}

function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}

async function compose(input: OperatorInput, file: OperatorFile): Promise<Outcome<Operator>> {
  const dataDir = resolve(input.dataDir);
  const rules: EgressRule[] = [];
  for (const text of file.egress?.allowed ?? []) {
    const rule = parseEgressRule(text);
    if (rule.status !== 'done') return rule;
    rules.push(rule.value);
  }
  const databaseUrl = await databaseUrlOf(input, file, dataDir);
  if (databaseUrl.status !== 'done') return databaseUrl;
  const metricsToken = await secretOf('metrics.token', file.metrics?.token, input, dataDir);
  if (metricsToken.status !== 'done') return metricsToken;
  const host = input.host ?? input.env['KOBLING_HOST'] ?? file.host ?? '127.0.0.1';
  const publicUrl = file.publicUrl?.replace(/\/$/, '');
  const openid = await openIdOf(input, file, { dataDir, egress: rules, host, publicUrl });
  if (openid.status !== 'done') return openid;
  const envPort = input.env['KOBLING_PORT'];
  if (envPort !== undefined && !port.safeParse(Number(envPort)).success) {
    return rejected('operator.value', `KOBLING_PORT is "${envPort}", not a port from 0 to 65535.`);
  }
  return done({
    dataDir,
    host,
    port: input.port ?? (envPort === undefined ? undefined : Number(envPort)) ?? file.port ?? defaultPort,
    databaseUrl: databaseUrl.value,
    key: keySourceOf(input, file.key, dataDir),
    filesAllowed: (file.files?.allowed ?? ['./files']).map((folder) => resolve(dataDir, folder)),
    egress: rules,
    licence: { site: file.licence?.site ?? true },
    metricsToken: metricsToken.value,
    publicUrl,
    trustedProxies: file.trustedProxies ?? [],
    openid: openid.value,
  });
}

async function openIdOf(
  input: OperatorInput,
  { openid }: OperatorFile,
  around: Pick<Operator, 'dataDir' | 'egress' | 'host' | 'publicUrl'>,
): Promise<Outcome<OpenIdSettings | undefined>> {
  if (openid === undefined) return done(undefined);
  const secret = await secretOf('openid.clientSecret', openid.clientSecret, input, around.dataDir);
  return secret.status === 'done' ? openIdSettings(openid, { ...around, secret: secret.value }) : secret;
}

/** Shorter ones can be guessed. */
const shortestSecret = 16;

/** What a reference leads to; undefined where there is none. Rejected `operator.secret`: it leads to nothing, or to too little. */
async function secretOf(
  name: string,
  ref: Reference | undefined,
  input: OperatorInput,
  dataDir: string,
): Promise<Outcome<string | undefined>> {
  if (ref === undefined) return done(undefined);
  const value = (await follow(ref, input, dataDir)) ?? '';
  if (value.length >= shortestSecret) return done(value);
  return rejected(
    'operator.secret',
    `${fileName}: ${name} points to ${nameOf(ref)}, which holds ${value === '' ? 'nothing' : `less than ${shortestSecret} characters`}. Put a long random text there: openssl rand -base64 32`,
  );
}

async function databaseUrlOf(
  input: OperatorInput,
  file: OperatorFile,
  dataDir: string,
): Promise<Outcome<string | undefined>> {
  if (file.databaseUrl === undefined) return done(input.env['DATABASE_URL']);
  const value = await follow(file.databaseUrl, input, dataDir);
  if (value !== undefined && value !== '') return done(value);
  return rejected(
    'operator.databaseUrl',
    `${fileName}: databaseUrl points to ${nameOf(file.databaseUrl)}, which holds nothing. Set it, or remove databaseUrl to use the embedded database.`,
  );
}

function keySourceOf(input: OperatorInput, key: Reference | undefined, dataDir: string): KeySource {
  const fromEnvironment = (name: string): KeySource => ({ from: 'value', name, value: input.env[name] ?? '' });
  if (key !== undefined && 'env' in key) return fromEnvironment(key.env);
  if (key !== undefined) return { from: 'file', path: resolve(dataDir, key.file), isDefault: false };
  if (input.env['KOBLING_KEY'] !== undefined) return fromEnvironment('KOBLING_KEY');
  return { from: 'file', path: resolve(dataDir, 'key'), isDefault: true };
}

async function follow(ref: Reference, input: OperatorInput, dataDir: string): Promise<string | undefined> {
  if ('env' in ref) return input.env[ref.env];
  try {
    return (await readFile(resolve(dataDir, ref.file), 'utf8')).trim();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const nameOf = (ref: Reference): string =>
  'env' in ref ? `the environment variable ${ref.env}` : `the file ${ref.file}`;
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
