/**
 * The vendor's Agents API: `POST /api/v1/Agents/AGENT/METHOD`. Each method's own file says who may call it, what it takes
 * and answers; here a request becomes that call, and what the hub does not offer says so by its name.
 */
import { anySignal, textIn } from '@kobling/sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Hub } from '../hub.ts';
import { personOf } from '../http/api.ts';
import { mustHoldLicence } from '../services/index.ts';
import { type AgentError, agentError, errorOf } from './errors.ts';
import { type Agents, agents, agentsPath } from './index.ts';
import type { AgentCall, Method } from './method.ts';
import { openApi } from './openapi.ts';

/** Half of what the vendor's own client waits by default would be too little for an ERP; browsers wait longer. */
const deadlineMs = 55_000;

export async function addAgents(app: FastifyInstance, hub: Hub, offered: Agents = agents): Promise<void> {
  await app.register(async (scope) => {
    // The vendor's client sends an empty body, or none, where a method takes nothing.
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : JSON.parse(String(body)));
      } catch {
        done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }), undefined);
      }
    });
    for (const [agent, methods] of Object.entries(offered))
      for (const [name, spec] of Object.entries(methods)) addMethod(scope, hub, `${agent}/${name}`, spec);
    // Made when first asked for: a fifth of the time of a start.
    let document: string | undefined;
    scope.get('/api/openapi.json', { config: { right: 'user' } }, (_request, reply) => {
      document ??= JSON.stringify(openApi(offered, hub.version));
      return reply.type('application/json; charset=utf-8').send(document);
    });
    scope.post<{ Params: { agent: string; method: string } }>(
      `${agentsPath}/:agent/:method`,
      { config: { right: 'user', reads: true } },
      (request, reply) => sendError(reply, notOffered(request.params)),
    );
  });
}

function addMethod(scope: FastifyInstance, hub: Hub, name: string, spec: Method): void {
  scope.post(
    `${agentsPath}/${name}`,
    { config: { right: spec.right === 'administrator' ? 'administrator' : 'user', reads: spec.reads } },
    async (request, reply) => {
      const call = callOf(hub, request, reply);
      const refusal = await withoutLicence(spec, call);
      if (refusal !== undefined) return sendError(reply, refusal);
      const input = spec.request.safeParse((spec.from === 'query' ? request.query : request.body) ?? undefined);
      if (!input.success) return sendError(reply, misread(input.error));
      const outcome = await spec.handle(input.data, call);
      if (outcome.status !== 'done') return sendError(reply, errorOf(outcome, call.language));
      const answer = spec.response.parse(outcome.value);
      if (answer === undefined) return reply.code(204).send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
    },
  );
}

function callOf(hub: Hub, request: FastifyRequest, reply: FastifyReply): AgentCall {
  const person = personOf({ request, reply });
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return {
    hub,
    person,
    language: languageOf(request.headers) ?? person.language,
    signal: anySignal([gone.signal, AbortSignal.timeout(deadlineMs)]),
    say: (header, text) => void reply.header(header, text),
  };
}

/** `SO-Language` before `Accept-Language`; a blank one leaves multi-language texts as they are stored. */
function languageOf(headers: FastifyRequest['headers']): string | undefined {
  const own = headers['so-language'];
  const accepted = /^\s*([a-z]{2})\b/i.exec(headers['accept-language'] ?? '')?.[1];
  const language = typeof own === 'string' && own !== '' ? own.slice(0, 2) : accepted;
  return language?.toLowerCase();
}

/** Rule 14. Read at each call: a licence that was taken away counts at once. */
async function withoutLicence(spec: Method, { hub, person, language }: AgentCall): Promise<AgentError | undefined> {
  if (spec.right !== 'licensed') return undefined;
  const licence = await mustHoldLicence(hub, person);
  return licence.status === 'done' ? undefined : errorOf(licence, language);
}

/** Property to what is wrong with it; never the value, which may be a password. */
function misread(error: z.ZodError): AgentError {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'request', issue.message]));
  const names = Object.keys(fields).join(', ');
  return agentError(400, 'badRequest', `The request cannot be read: ${names}.`, 'Correct what is named.', fields);
}

const notOffered = ({ agent, method }: { readonly agent: string; readonly method: string }): AgentError =>
  agentError(
    501,
    'method.notOffered',
    textIn('en', `This hub does not offer ${agent}.${method}.`),
    'See /api/openapi.json for what it offers.',
  );

const sendError = (reply: FastifyReply, { status, body }: AgentError): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
