/** The command's way to the running hub: of the same data folder by its token, or anywhere by --url and KOBLING_TOKEN. */
import { resolve } from 'node:path';
import { done, type Outcome, rejected, retry } from '@kobling/sdk';
import { readHubFiles } from '../files/hub-files.ts';
import type { AnswerOf, BodyOf, CallName } from './calls.ts';

export interface Target {
  readonly url: string;
  readonly token: string;
}
export interface Client {
  call<K extends CallName>(name: K, body: BodyOf<K>): Promise<Outcome<AnswerOf<K>>>;
  /** A body or an answer too large to hold at once. */
  stream(
    name: 'backup' | 'restore',
    init: { readonly body?: ReadableStream<Uint8Array>; readonly query?: Readonly<Record<string, string>> },
  ): Promise<Outcome<Response>>;
}
export interface TargetOptions {
  readonly data: string;
  readonly url: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Rejected `cli.*` says how to get at a hub. */
export async function findTarget({ data, url, env }: TargetOptions): Promise<Outcome<Target>> {
  if (url !== undefined) {
    const token = env['KOBLING_TOKEN'];
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      return rejected('cli.url', `"${url}" is not the address of a hub. Write it like https://hub.example:8040.`);
    if (token === undefined || token === '')
      return rejected(
        'cli.noToken',
        'With --url an API token is needed: make one under Settings › Users and put it into KOBLING_TOKEN.',
      );
    return done({ url: url.replace(/\/+$/, ''), token });
  }
  const folder = resolve(data);
  const files = await readHubFiles(folder);
  if (files === undefined)
    return rejected(
      'cli.noHub',
      `No hub runs on the data folder ${folder}. Start one with "kobling start --data ${data}", or name another folder with --data, or a hub with --url.`,
    );
  return done({ url: files.url, token: files.token });
}

export function createClient(target: Target): Client {
  const send = async (
    name: string,
    init: Omit<RequestInit, 'headers'> & { duplex?: 'half'; headers?: Readonly<Record<string, string>> },
  ): Promise<Outcome<Response>> => {
    try {
      const response = await fetch(`${target.url}/api/cli/${name}`, {
        method: 'POST',
        redirect: 'error',
        ...init,
        headers: { authorization: `Bearer ${target.token}`, ...init.headers },
      });
      return response.ok ? done(response) : await failureOf(response);
    } catch (error) {
      const why =
        error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
      return retry(
        'cli.unreachable',
        `The hub at ${target.url} does not answer: ${why}. Is it running? Start it with "kobling start".`,
      );
    }
  };
  return {
    async call(name, body) {
      const response = await send(name, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return response.status === 'done' ? done((await response.value.json()) as AnswerOf<typeof name>) : response;
    },
    stream: (name, { body, query }) =>
      send(
        `${name}${query === undefined ? '' : `?${new URLSearchParams(query).toString()}`}`,
        body === undefined ? {} : { body, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } },
      ),
  };
}

async function failureOf(response: Response): Promise<Outcome<never>> {
  const body: unknown = await response.json().catch(() => undefined);
  const part = (name: string): string => {
    const value =
      typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
    return typeof value === 'string' ? value : '';
  };
  if (response.status === 401)
    return rejected(
      'cli.refused',
      'The hub does not know this token. Start the command as the user who runs the hub, or set KOBLING_TOKEN anew.',
    );
  if (response.status === 404)
    return rejected(
      'cli.notAHub',
      'There is no Kobling command line at this address, or the hub is of another version.',
    );
  const message =
    [part('message'), part('remedy')].filter((text) => text !== '').join(' ') || `The hub answered ${response.status}.`;
  const fields = typeof body === 'object' && body !== null && 'fields' in body ? ` ${JSON.stringify(body.fields)}` : '';
  return rejected(part('code') || 'cli.failed', `${message}${fields}`);
}
