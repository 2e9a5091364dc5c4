/**
 * The only way out for connectors: a fetch that looks names up itself, classifies every address it gets, and connects to one
 * that it has seen, so that a name server cannot say one thing to the check and another to the socket. It follows no redirect.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { Agent, type Dispatcher, fetch as undiciFetch } from 'undici';
import { type EgressRule, refusalOfAddress, refusalOfUrl } from './rules.ts';

/** Thrown by the guarded fetch; connectors report it as a refusal. Nothing was sent. */
export class EgressRefused extends Error {
  readonly code = 'EGRESS_REFUSED';
  constructor(message: string) {
    super(message);
    this.name = 'EgressRefused';
  }
}

export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;
export interface GuardOptions {
  /** The system's when left out. */
  readonly lookup?: Lookup;
  /** Time for a connection to stand, ms. */
  readonly connectMs?: number;
}

const systemNames: Lookup = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/** `fetch` for connectors. Keeps its connections open; those of a rule that is gone end with the process. */
export function guardedFetch(rules: readonly EgressRule[], options: GuardOptions = {}): typeof fetch {
  const agents = new Map<number, Dispatcher>();
  const agentFor = (port: number): Dispatcher => {
    const known = agents.get(port);
    if (known !== undefined) return known;
    const made = agentOf(port, rules, options);
    agents.set(port, made);
    return made;
  };
  return async (input, init) => {
    const url = new URL(typeof input === 'string' ? input : input instanceof URL ? input.href : input.url);
    const refusal = refusalOfUrl(url, rules);
    if (refusal !== undefined) throw new EgressRefused(refusal);
    const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    const request = { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error', dispatcher: agentFor(port) };
    // The two fetches differ in nothing but the package that declares them.
    return (await undiciFetch(url.href, request as Parameters<typeof undiciFetch>[1])) as unknown as Response;
  };
}

/** One agent a port, since a look-up is not told the port that it is for. */
function agentOf(
  port: number,
  rules: readonly EgressRule[],
  { lookup = systemNames, connectMs = 10_000 }: GuardOptions,
): Dispatcher {
  return new Agent({
    connect: {
      timeout: connectMs,
      lookup: (host, wanted, answer) => {
        void checked(host, port, rules, lookup).then(
          (addresses) => {
            const first = addresses[0];
            if (wanted.all === true) answer(null, [...addresses]);
            else if (first !== undefined) answer(null, first.address, first.family);
          },
          (error: unknown) => {
            answer(error instanceof Error ? error : new Error(String(error)), []);
          },
        );
      },
    },
  });
}

/** Every address of the name, when all of them may be called. */
async function checked(
  host: string,
  port: number,
  rules: readonly EgressRule[],
  lookup: Lookup,
): Promise<readonly LookupAddress[]> {
  const addresses = await lookup(host);
  if (addresses.length === 0) throw new EgressRefused(`The name ${host} has no address.`);
  for (const { address } of addresses) {
    const refusal = refusalOfAddress(address, port, host, rules);
    if (refusal !== undefined) throw new EgressRefused(refusal);
  }
  return addresses;
}
