/**
 * A server that says, byte by byte, whatever a test wants: what real hosts, proxies and cut cables do to an answer. One `play`
 * a connection attempt or request; nothing is parsed beyond the end of the request.
 */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** One request as it came, and the socket to answer it with. */
export interface Peer {
  readonly socket: Socket;
  /** Head and body. */
  readonly request: string;
  /** Name of the operation that SOAPAction asks for. */
  readonly operation: string;
  /** Sends bytes. False: the other side is gone. Resolves when they were taken, so that nothing piles up here. */
  send(bytes: string | Uint8Array): Promise<boolean>;
}
export interface FakeServer {
  readonly url: string;
  /** Operations whose requests were read whole. */
  readonly heard: string[];
  /** Bytes that went out since the start. */
  readonly sent: () => number;
  close(): Promise<void>;
}
export interface Plays {
  /** Answers a request that was read whole. */
  readonly request?: (peer: Peer) => void | Promise<void>;
  /** Before anything was read. True: the connection is the test's own, nothing is read. */
  readonly connect?: (socket: Socket) => boolean;
}

/** Listens on a free port of the loopback interface. */
export async function fakeServer({ request, connect }: Plays): Promise<FakeServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let gone = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      gone += socket.bytesWritten;
    });
    if (connect?.(socket) === true) return;
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const whole = requestIn(received);
      if (whole === undefined) return;
      received = received.subarray(whole.length);
      const text = whole.toString('utf8');
      const operation = /^soapaction:\s*"[^"]*\/(\w+)"/im.exec(text)?.[1] ?? '';
      heard.push(operation);
      void request?.({ socket, request: text, operation, send: (bytes) => send(socket, bytes) });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/ErpConnectorWS.svc?ConnectorName=Fake`,
    heard,
    sent: () => gone + [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function requestIn(received: Buffer): Buffer | undefined {
  const headEnds = received.indexOf('\r\n\r\n');
  if (headEnds < 0) return undefined;
  const length = Number(/^content-length:\s*(\d+)/im.exec(received.subarray(0, headEnds).toString('latin1'))?.[1] ?? 0);
  const end = headEnds + 4 + length;
  return received.length >= end ? received.subarray(0, end) : undefined;
}

function send(socket: Socket, bytes: string | Uint8Array): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return Promise.resolve(false);
  if (socket.write(bytes)) return new Promise((resolve) => void setImmediate(() => resolve(!socket.destroyed)));
  return new Promise((resolve) => {
    const settle = (open: boolean) => (): void => {
      socket.off('drain', drained);
      socket.off('close', closed);
      resolve(open);
    };
    const drained = settle(true);
    const closed = settle(false);
    socket.once('drain', drained);
    socket.once('close', closed);
  });
}

/** A whole answer with the right length, unless the headers say otherwise. */
export function http(
  status: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const bytes = Buffer.from(body);
  const all = { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': String(bytes.length), ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n`), bytes]);
}
