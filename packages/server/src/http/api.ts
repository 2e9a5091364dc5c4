/** Gives each route of the contract its handler: parts are checked by schema before, the answer after. */
import { type KnownRoute, type RequestOf, type ResponseOf, type RouteSpec, routes } from '@kobling/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../auth/index.ts';
import { Refusal, refuse } from './errors.ts';
import { sendRefusal } from './gate.ts';
import { misread } from './misread.ts';
import type { Once } from './once.ts';
import type { Compared } from './standing.ts';

export type CallRoute = Exclude<KnownRoute, 'GET /api/events'>;
export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
export type Handler<K extends CallRoute> = (input: RequestOf<K>, call: Call) => Promise<ResponseOf<K> | Refusal>;
export type Handlers = { readonly [K in CallRoute]: Handler<K> };

/** What a change passes before its handler: is it made already, and does it overwrite what nobody here has seen. */
export interface Guards {
  readonly once: Once;
  readonly compared: Compared;
}

/** The person behind a call to a route whose right asks for one. */
export function personOf({ request }: Call): Person {
  const { caller } = request;
  if ('person' in caller) return caller.person;
  throw new Error('a route without a person asks for one');
}

export function addApi(app: FastifyInstance, handlers: Handlers, guards: Guards): void {
  for (const key of Object.keys(handlers)) {
    if (!isCallRoute(key)) throw new Error(`the contract has no route ${key}`);
    addRoute(app, key, handlers, guards);
  }
}

const isCallRoute = (key: string): key is CallRoute => key in routes && key !== 'GET /api/events';

/** Attempts at passwords and links are slowed down before a hash is even computed. */
const guarded = new Set<string>(['POST /api/login', 'POST /api/setup', 'POST /api/welcome', 'POST /api/welcome/whose']);

function addRoute<K extends CallRoute>(app: FastifyInstance, key: K, handlers: Handlers, guards: Guards): void {
  const spec: RouteSpec = routes[key];
  const { method, path } = routes[key];
  // The handler's input is what the schemas of the same key made of the request.
  const handler = handlers[key] as (input: unknown, call: Call) => Promise<unknown>;
  const reads = method === 'GET' || spec.reads === true;
  app.route({
    method,
    url: path,
    config: {
      right: spec.right,
      reads,
      ...(guarded.has(key) ? { rateLimit: { max: 60, timeWindow: 60_000 } } : {}),
    },
    handler: async (request, reply) => {
      const input = readInput(spec, request);
      if (input instanceof Refusal) return await sendRefusal(reply, input);
      const work = async (): Promise<unknown> => {
        const answer = await handler(input, { request, reply });
        return answer instanceof Refusal ? answer : spec.response.parse(answer);
      };
      const answer = reads
        ? await work()
        : await guards.once(request, () => guards.compared(key, { request, reply }, work));
      return answer instanceof Refusal ? await sendRefusal(reply, answer) : answer;
    },
  });
}

function readInput(spec: RouteSpec, request: FastifyRequest): Record<string, unknown> | Refusal {
  const input: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = spec[part];
    if (schema === undefined) continue;
    const parsed = schema.safeParse(request[part] ?? {});
    if (!parsed.success) return refuse('badRequest', { fields: misread(parsed.error) });
    input[part] = parsed.data;
  }
  return input;
}
