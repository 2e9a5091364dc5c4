/**
 * Connectors served as `ErpConnectorWS.svc?ConnectorName=NAME`, with their WSDL, to any CRM that speaks the protocol. A function
 * for one's own HTTP server; it answers every request, and never with a stack trace.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CallOptions, type Connector, type ConnectorHost, reason } from '@kobling/sdk';
import { CallerGate, type Callers } from '../auth/callers.ts';
import { charsetOf, Decoder } from '../client/charset.ts';
import { wcfDefaults, wcfProfile } from '../contract/built-in.ts';
import type { OperationName, Profile, WireOperation } from '../contract/profile.ts';
import { type Message, MessageReader, type ReadObject } from '../wire/read.ts';
import { illegalIn } from '../wire/text.ts';
import { writeMessage } from '../wire/write.ts';
import { carrierOf } from './answers.ts';
import { type FaultCode, faultText } from './fault.ts';
import { Hosted } from './hosted.ts';
import type { HostMemory } from './memory.ts';
import { wsdlText } from './wsdl-text.ts';

export interface HostOptions {
  readonly connectors: readonly Connector[];
  readonly memory: HostMemory;
  /** What each connector is lent, by its name and the connection's GUID. */
  readonly hostFor: (connector: string, guid: string) => ConnectorHost;
  /** What the CRM expects on the wire; WCF's defaults when left out. */
  readonly profile?: Profile;
  /** Who may call. Left out: everybody who reaches it. */
  readonly callers?: Callers;
  /** Bytes of a request; default 16 MiB. */
  readonly maxRequest?: number;
  readonly log?: (message: string) => void;
}
export interface SoapHost {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Closes every connection. */
  close(): Promise<void>;
}

const defaultMaxRequest = 16 << 20;

export function soapHost(options: HostOptions): SoapHost {
  const profile = options.profile ?? wcfProfile(wcfDefaults);
  const hosted = new Map(
    options.connectors.map((connector) => [
      connector.name.toLowerCase(),
      new Hosted(connector, options.memory, (guid) => options.hostFor(connector.name, guid)),
    ]),
  );
  const callers = options.callers === undefined ? undefined : new CallerGate(options.callers);
  return {
    handle: async (request, response) => {
      try {
        await answer({ options, profile, hosted, callers }, request, response);
      } catch (error) {
        options.log?.(`A request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        if (!response.headersSent) fault(response, 'Server', 'The connector failed. Its log says why.');
        else response.destroy();
      }
    },
    close: async () => {
      await Promise.all([...hosted.values()].map((each) => each.close()));
    },
  };
}

interface Serving {
  readonly options: HostOptions;
  readonly profile: Profile;
  readonly hosted: ReadonlyMap<string, Hosted>;
  readonly callers: CallerGate | undefined;
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, profile, hosted, callers } = serving;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  if (request.method === 'GET' || request.method === 'HEAD') {
    const wsdl = query.has('wsdl') || query.has('singlewsdl');
    return wsdl
      ? send(response, 200, 'text/xml; charset=utf-8', wsdlText(profile, addressOf(request, url, query)))
      : send(response, 200, 'text/plain; charset=utf-8', welcome(hosted));
  }
  if (request.method !== 'POST')
    return send(response, 405, 'text/plain; charset=utf-8', 'POST a SOAP message, or GET ?wsdl.\n');
  const connector = chosen(hosted, query.get('connectorname'));
  if (connector === undefined)
    return fault(
      response,
      'Client',
      `There is no connector ${query.get('connectorname') ?? ''} here. ${welcome(hosted)}`,
    );
  const read = await readRequest(profile, request, options.maxRequest ?? defaultMaxRequest);
  if ('refused' in read) return fault(response, read.code, read.refused);
  if (read.name === 'Authenticate') return authenticate(serving, read, request, response);
  if (callers !== undefined && !(await callers.admits(request))) {
    const why = reason(
      'auth.required',
      'This host answers only callers that have authenticated. Call Authenticate first.',
    );
    const refusal = carrierOf({ status: 'rejected', reason: why });
    return send(response, 200, xml, writeMessage(read.operation.responseWrapper, read.operation.result, refusal));
  }
  const call = { signal: closedSignal(response) };
  await answerCall(connector, read, response, call);
}

async function authenticate(
  { options, callers }: Serving,
  { operation, value }: Understood,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = typeof value.SignedToken === 'string' ? value.SignedToken.trim() : '';
  const answered = callers === undefined ? { carrier: notAuthenticated } : await callers.authenticate(token, request);
  if (!answered.carrier.Succeeded && callers !== undefined)
    options.log?.(
      `A caller at ${request.socket.remoteAddress ?? 'an unknown address'} was refused: ${answered.carrier.Reason ?? ''}`,
    );
  if ('cookie' in answered && answered.cookie !== undefined) response.setHeader('Set-Cookie', answered.cookie);
  send(response, 200, xml, writeMessage(operation.responseWrapper, operation.result, answered.carrier));
}

async function answerCall(
  connector: Hosted,
  read: Understood,
  response: ServerResponse,
  call: CallOptions,
): Promise<void> {
  const { operation, name, value } = read;
  const carrier = carrierOf(await connector.answer(name, value, call));
  const message = writeMessage(operation.responseWrapper, operation.result, carrier);
  if (illegalIn(message) !== undefined) {
    const refusal = carrierOf({
      status: 'rejected',
      reason: {
        code: 'soap.unsendable',
        message: 'A value holds a character that no XML message can carry. Correct it in the ERP.',
      },
    });
    return send(response, 200, xml, writeMessage(operation.responseWrapper, operation.result, refusal));
  }
  send(response, 200, xml, message);
}
const notAuthenticated = {
  Reason: 'This host asks for no authentication.',
  SignedApplicationToken: null,
  Succeeded: false,
};

interface Understood {
  readonly name: OperationName;
  readonly operation: WireOperation;
  readonly value: ReadObject;
}
interface Refused {
  readonly code: FaultCode;
  readonly refused: string;
}

async function readRequest(
  profile: Profile,
  request: IncomingMessage,
  maxRequest: number,
): Promise<Understood | Refused> {
  const type = request.headers['content-type'] ?? '';
  if (/^multipart\//i.test(type))
    return { code: 'Client', refused: 'Messages in parts (MTOM) are not used by this protocol.' };
  const action = String(request.headers.soapaction ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1');
  let found: [string, WireOperation] | undefined;
  const reader = new MessageReader({
    carrierOf: (wrapper) => {
      found = Object.entries(profile.operations).find(
        ([, operation]) => operation.wrapper.local === wrapper.local && operation.wrapper.ns === wrapper.ns,
      );
      return found?.[1].request;
    },
  });
  const message = await readInto(reader, new Decoder(charsetOf(type)), request, maxRequest);
  if (message.kind === 'unreadable') return { code: 'Client', refused: message.reason };
  if (message.kind === 'fault') return { code: 'Client', refused: 'A fault is no request.' };
  if (found === undefined)
    return { code: 'ActionNotSupported', refused: `${message.wrapper} is no operation of this service.` };
  const [name, operation] = found;
  if (action !== '' && action !== operation.action)
    return { code: 'ActionNotSupported', refused: `The SOAPAction ${action} and the message ${name} do not agree.` };
  const value = message.kind === 'carrier' ? (message.value ?? {}) : {};
  return { name: name as OperationName, operation, value };
}

async function readInto(
  reader: MessageReader,
  decoder: Decoder,
  request: IncomingMessage,
  maxRequest: number,
): Promise<Message> {
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxRequest) return { kind: 'unreadable', reason: `The message is larger than ${maxRequest} bytes.` };
    const text = decoder.decode(chunk);
    const failed = text === undefined ? broken(decoder) : reader.write(text);
    if (failed !== undefined) return failed;
  }
  const last = decoder.end();
  return last === undefined ? broken(decoder) : (reader.write(last) ?? reader.end());
}

const broken = ({ problem }: Decoder) => ({ kind: 'unreadable', reason: problem }) as const;

const chosen = (hosted: ReadonlyMap<string, Hosted>, name: string | undefined): Hosted | undefined => {
  if (name !== undefined) return hosted.get(name.toLowerCase());
  return hosted.size === 1 ? [...hosted.values()][0] : undefined;
};

const welcome = (hosted: ReadonlyMap<string, unknown>): string =>
  `Connectors here: ${[...hosted.keys()].map((name) => `?ConnectorName=${name}`).join(', ')}. The contract: ?wsdl.\n`;

/** As the caller wrote it, so that the address in the WSDL leads back here through any proxy. */
function addressOf(request: IncomingMessage, url: URL, query: ReadonlyMap<string, string>): string {
  const host = /^[\w.:[\]-]+$/.test(request.headers.host ?? '') ? request.headers.host : 'localhost';
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const name = query.get('connectorname');
  return `${scheme}://${host}${url.pathname}${name === undefined ? '' : `?ConnectorName=${encodeURIComponent(name)}`}`;
}

/** Aborted when the caller hangs up: nobody waits for the answer any more. */
function closedSignal(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) closed.abort();
  });
  return closed.signal;
}

const xml = 'text/xml; charset=utf-8';
function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
const fault = (response: ServerResponse, code: FaultCode, text: string): void => {
  // What remains of the request is not waited for.
  response.shouldKeepAlive = response.req.complete;
  send(response, 500, xml, faultText(code, text));
};
