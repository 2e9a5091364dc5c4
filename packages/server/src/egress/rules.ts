/**
 * Which addresses the operator lets connectors call: `CIDR:port` for ranges, `name:port` for hosts with public addresses. No
 * rule means deny; what classify.ts calls `never` is never called, whatever the list says.
 */
import { BlockList, isIP } from 'node:net';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { classify, embedded } from './classify.ts';

export type EgressRule =
  | { readonly text: string; readonly port: number; readonly list: BlockList }
  /** Lower case; `*.example.com` for every name below. */
  | { readonly text: string; readonly port: number; readonly name: string };

/** `10.0.4.0/24:443`, `[fd12::]/64:443`, `erp.example.com:443` or `*.example.com:443`. Rejected: `operator.egress`. */
export function parseEgressRule(text: string): Outcome<EgressRule> {
  const trimmed = text.trim();
  const port = Number(/:(\d{1,5})$/.exec(trimmed)?.[1] ?? 0);
  const target = trimmed.replace(/:\d{1,5}$/, '');
  const rule = port < 1 || port > 65_535 ? undefined : (rangeRule(text, target, port) ?? nameRule(text, target, port));
  return rule === undefined
    ? rejected(
        'operator.egress',
        `operator.yaml: egress "${text}" is not an address or a name with a port. Write it as 10.0.4.0/24:443, [fd12::]/64:443 or erp.example.com:443.`,
      )
    : done(rule);
}

function rangeRule(text: string, target: string, port: number): EgressRule | undefined {
  const match = /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<four>[0-9.]+))(?:\/(?<bits>\d{1,3}))?$/.exec(target);
  const address = match?.groups?.['six'] ?? match?.groups?.['four'] ?? '';
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const bits = Number(match?.groups?.['bits'] ?? most);
  if (family === 0 || bits > most) return undefined;
  const list = new BlockList();
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
  return { text, port, list };
}

function nameRule(text: string, target: string, port: number): EgressRule | undefined {
  const name = target.toLowerCase();
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  // A name whose last label is a number is an address in disguise.
  if (!new RegExp(`^(?:\\*\\.)?(?:${label}\\.)+${label}$`).test(name) || /\.(\d+|0x[0-9a-f]*)$/.test(name))
    return undefined;
  return { text, port, name };
}

const remedy = 'Ask the operator to list it in operator.yaml under egress.allowed.';

/** Before any name is looked up: the sentence why the address may not be called, or undefined. */
export function refusalOfUrl(url: URL, rules: readonly EgressRule[]): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `${url.protocol} addresses cannot be called; use http or https.`;
  if (url.username !== '' || url.password !== '')
    return 'A name or password inside an address is not allowed; use the fields of the connection.';
  const host = hostOf(url);
  if (isIP(host) !== 0) return refusalOfAddress(host, portOf(url), undefined, rules);
  if (rules.some((rule) => rule.port === portOf(url) && ('list' in rule || nameMatches(rule.name, host))))
    return undefined;
  return `The host ${host}, port ${portOf(url)}, is not allowed. ${remedy}`;
}

/** An address, literal or as a name server gave it for `name`. */
export function refusalOfAddress(
  address: string,
  port: number,
  name: string | undefined,
  rules: readonly EgressRule[],
): string | undefined {
  const kind = classify(address);
  const said = name === undefined ? `The address ${address}` : `${name} leads to ${address}, which`;
  if (kind === 'never')
    return `${said} is never called: it is link-local, multicast, reserved, a tunnel or a metadata service.`;
  const plain = isIP(address) === 6 ? (embedded(address) ?? address) : address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  for (const rule of rules) {
    if (rule.port !== port) continue;
    if (
      'list' in rule
        ? rule.list.check(plain, family)
        : kind === 'public' && name !== undefined && nameMatches(rule.name, name)
    )
      return undefined;
  }
  return `${said}, port ${port}, is not allowed${kind === 'public' ? '' : ` (${kind})`}. ${remedy}`;
}

function nameMatches(rule: string, host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return rule.startsWith('*.') ? name.endsWith(rule.slice(1)) : name === rule;
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
export const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
