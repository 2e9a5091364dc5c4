/** `/api/openapi.json`: everything that the hub serves to programs, made from the same tables that serve it. */
import { type RouteSpec, routes } from '@kobling/contract';
import { z } from 'zod';
import { type Agents, agentsPath } from './index.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref' }) as Json;
  return rest;
};
const content = (schema: unknown): Json => ({ 'application/json': { schema } });
const error = {
  description: 'What went wrong, and what to do.',
  content: content({ $ref: '#/components/schemas/Error' }),
};

/** OpenAPI 3.1, whose schemas are JSON Schema. */
export function openApi(agents: Agents, version: string): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Kobling', version },
    paths: { ...agentPaths(agents), ...pagePaths() },
    security: [{ basic: [] }, { token: [] }],
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic' }, token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string' },
            message: { type: 'string' },
            remedy: { type: 'string' },
            fields: { type: 'object', additionalProperties: { type: 'string' } },
          },
        },
      },
    },
  };
}

function agentPaths(agents: Agents): Json {
  const paths: Record<string, unknown> = {};
  for (const [agent, methods] of Object.entries(agents)) {
    for (const [name, spec] of Object.entries(methods)) {
      // Properties are named in the vendor's case, which is one of those that are understood.
      const request = schemaOf(spec.request, 'output') as Json;
      const answer = schemaOf(spec.response, 'output') as Json;
      const isEmpty = Object.keys(answer).length === 0;
      paths[`${agentsPath}/${agent}/${name}`] = {
        post: {
          operationId: `${agent}_${name}`,
          tags: [agent],
          'x-right': spec.right,
          ...(spec.from === 'query' ? { parameters: parametersOf(request, 'query') } : bodyOf(request)),
          responses: {
            ...(isEmpty
              ? { 204: { description: 'Done.' } }
              : { 200: { description: 'The answer.', content: content(answer) } }),
            default: error,
          },
        },
      };
    }
  }
  return paths;
}

function pagePaths(): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  const table: Readonly<Record<string, RouteSpec & { readonly method: string; readonly path: string }>> = routes;
  for (const spec of Object.values(table)) {
    const path = spec.path.replaceAll(/:(\w+)/g, '{$1}');
    const found = (paths[path] ??= {});
    const parameters = [
      ...(spec.params === undefined ? [] : parametersOf(schemaOf(spec.params, 'input') as Json, 'path')),
      ...(spec.query === undefined ? [] : parametersOf(schemaOf(spec.query, 'input') as Json, 'query')),
    ];
    found[spec.method.toLowerCase()] = {
      tags: ['hub'],
      'x-right': spec.right,
      ...(parameters.length > 0 && { parameters }),
      ...(spec.body !== undefined && bodyOf(schemaOf(spec.body, 'input') as Json)),
      responses: {
        200: {
          description: 'The answer.',
          content:
            spec.stream === true
              ? { 'text/event-stream': { schema: schemaOf(spec.response, 'output') } }
              : content(schemaOf(spec.response, 'output')),
        },
        default: error,
      },
    };
  }
  return paths;
}

function bodyOf(schema: Json): Json {
  return Object.keys(schema).length === 0 ? {} : { requestBody: { content: content(schema) } };
}

function parametersOf(schema: Json, where: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}
