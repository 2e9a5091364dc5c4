/** What an address is. Addresses that carry another in them (mapped, NAT64) are what they carry; tunnels are never called. */
import { BlockList, isIP } from 'node:net';

export type AddressClass = 'public' | 'private' | 'loopback' | 'never';

const lists = (['private', 'loopback', 'never'] as const).map((name) => [name, new BlockList()] as const);
function put(name: Exclude<AddressClass, 'public'>, subnets: readonly string[]): void {
  const list = lists.find(([known]) => known === name)?.[1];
  for (const subnet of subnets) {
    const [net = '', bits = '0'] = subnet.split('/');
    list?.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
}
put('private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']);
put('loopback', ['127.0.0.0/8', '::1/128']);
put('never', [
  '0.0.0.0/8', // reaches this machine by another name
  '169.254.0.0/16', // link-local, with the clouds' metadata services
  '100.100.100.200/32', // a cloud's metadata service
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  'fd00:ec2::254/128', // a cloud's metadata service
  '2002::/16', // 6to4
  '2001::/32', // Teredo
  '2001:db8::/32',
  '100::/64',
]);

/** `address`: a literal of either family, without brackets or zone. Anything else is `never`. */
export function classify(address: string): AddressClass {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return 'never';
  const inner = family === 6 ? embedded(address) : undefined;
  if (inner !== undefined) return classify(inner);
  // What is never called may lie inside a private range.
  for (const name of ['never', 'loopback', 'private'] as const) {
    if (lists.find(([known]) => known === name)?.[1].check(address, family === 6 ? 'ipv6' : 'ipv4') === true)
      return name;
  }
  return 'public';
}

/** The IPv4 address inside `::ffff:a.b.c.d`, `::a.b.c.d` and `64:ff9b::a.b.c.d`. */
export function embedded(address: string): string | undefined {
  const words = wordsOf(address);
  if (words === undefined) return undefined;
  const head = words.slice(0, 6).join(':');
  const carries =
    head === '0:0:0:0:0:65535' || head === '100:65435:0:0:0:0' || (head === '0:0:0:0:0:0' && (words[6] ?? 0) > 0);
  if (!carries) return undefined;
  const [high = 0, low = 0] = words.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight words of an IPv6 literal. */
function wordsOf(address: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text =
    dotted === null
      ? address
      : `${dotted[1]}${hex(Number(dotted[2]), Number(dotted[3]))}:${hex(Number(dotted[4]), Number(dotted[5]))}`;
  const [left = '', right] = text.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const before = parse(left);
  const after = right === undefined ? [] : parse(right);
  const gap = right === undefined ? 0 : 8 - before.length - after.length;
  const words = [...before, ...Array.from({ length: Math.max(0, gap) }, () => 0), ...after];
  return words.length === 8 && words.every((word) => word >= 0 && word <= 0xffff) ? words : undefined;
}
const hex = (a: number, b: number): string => ((a << 8) | b).toString(16);
