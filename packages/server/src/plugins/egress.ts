/**
 * Which addresses connectors may call. No rule means deny: only literal addresses that the operator listed as
 * `CIDR:port` are let through; metadata and link-local addresses never, whatever the list says (security.md).
 */
import { BlockList, isIP } from 'node:net';
import { done, type Outcome, rejected } from '@kobling/sdk';

export interface EgressRule {
  readonly text: string;
  readonly list: BlockList;
  readonly port: number;
}

/** Link-local holds the clouds' metadata services; `0.0.0.0` reaches this machine by another name. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addAddress('100.100.100.200', 'ipv4');
never.addAddress('0.0.0.0', 'ipv4');
never.addAddress('::', 'ipv6');
never.addSubnet('224.0.0.0', 4, 'ipv4');
never.addSubnet('ff00::', 8, 'ipv6');

/** `10.0.4.0/24:443`, `127.0.0.1:8101` or `[fd12::]/64:443`. Rejected: `operator.egress`. */
export function parseEgressRule(text: string): Outcome<EgressRule> {
  const match = /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<four>[0-9.]+))(?:\/(?<bits>\d{1,3}))?:(?<port>\d{1,5})$/.exec(
    text.trim(),
  );
  const address = match?.groups?.['six'] ?? match?.groups?.['four'] ?? '';
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const bits = Number(match?.groups?.['bits'] ?? most);
  const port = Number(match?.groups?.['port'] ?? 0);
  if (family === 0 || bits > most || port < 1 || port > 65_535) {
    return rejected(
      'operator.egress',
      `operator.yaml: egress "${text}" is not an address with a port. Write it as 10.0.4.0/24:443 or [fd12::]/64:443.`,
    );
  }
  const list = new BlockList();
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
  return done({ text, list, port });
}

/** The sentence why `url` may not be called, or undefined when it may. */
export function refusalOf(url: URL, rules: readonly EgressRule[]): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `${url.protocol} addresses cannot be called; use http or https.`;
  if (url.username !== '' || url.password !== '')
    return 'A name or password inside an address is not allowed; use the fields of the connection.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const remedy = 'Ask the operator to list it in operator.yaml under egress.allowed.';
  if (family === 0)
    return `The host name ${host} cannot be called: only literal addresses that the operator listed can. ${remedy}`;
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  if (never.check(host, kind))
    return `The address ${host} is never called: it is link-local, multicast or a metadata service.`;
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  if (rules.some((rule) => rule.port === port && rule.list.check(host, kind))) return undefined;
  return `The address ${host}, port ${port}, is not allowed. ${remedy}`;
}

/** Thrown by the guarded fetch; connectors report it as a refusal. */
export class EgressRefused extends Error {
  readonly code = 'egress.refused';
  constructor(message: string) {
    super(message);
    this.name = 'EgressRefused';
  }
}

/** `fetch` for connectors: checks the address, never follows a redirect. */
export function guardedFetch(rules: readonly EgressRule[]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, redirect: 'error' });
    const refusal = refusalOf(new URL(request.url), rules);
    if (refusal !== undefined) throw new EgressRefused(refusal);
    return await fetch(request);
  };
}
