/** What stands between `<` and `>`: names in their namespaces, attributes, references. Everything that XML 1.0 forbids is thrown. */
import { XmlError } from './xml-error.ts';

/** One object for one name within a document: compare by identity. */
export interface QName {
  readonly ns: string;
  readonly local: string;
}
export interface Attribute extends QName {
  readonly value: string;
}
export interface Tag {
  /** As written, with its prefix: the end tag must say the same. */
  readonly written: string;
  readonly name: QName;
  /** Those that declare namespaces are not among them. */
  readonly attributes: readonly Attribute[];
  readonly empty: boolean;
  /** What it was read under, and what its content sees. */
  readonly under: Scope;
  readonly scope: Scope;
  /** Up to and with its `>`. */
  readonly raw: string;
  /** The tag that came next when this one opened last time, or when its element closed: mostly it does again. */
  inside: Tag | undefined;
  after: Tag | undefined;
}

const xml = 'http://www.w3.org/XML/1998/namespace';
const xmlns = 'http://www.w3.org/2000/xmlns/';
const start =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const namePart = `[${start}][${start}.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040-]*`;
const qualified = new RegExp(`^(?:${namePart}:)?${namePart}$`, 'u');
const plain = new RegExp(`^${namePart}$`, 'u');
export const isPlainName = (text: string): boolean => plain.test(text);
const attribute = /[ \t\n]+([^ \t\n=<>"'/]+)[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagName = /[^ \t\n=<>"'/]+/y;
const tagEnd = /[ \t\n]*(\/?)$/y;

/** Tags that are kept ready because they will come again. More are parsed each time: an attacker's cost, not ours. */
const maxKept = 2_000;

/** Prefixes in force, and the tags seen under them. */
export class Scope {
  readonly #above: Scope | undefined;
  readonly #declared: ReadonlyMap<string, string>;
  readonly #names: Names;
  readonly #tags = new Map<string, Tag>();

  constructor(names: Names, above?: Scope, declared: ReadonlyMap<string, string> = new Map()) {
    this.#names = names;
    this.#above = above;
    this.#declared = declared;
  }

  /** A tag seen here before, by what stands between its angle brackets. */
  known(raw: string): Tag | undefined {
    return this.#tags.get(raw);
  }

  /** `given`: between the angle brackets, whole. */
  parse(given: string): Tag {
    const raw = detached(given);
    const written = taken(tagName, raw, 0);
    if (written === undefined || !qualified.test(written))
      throw new XmlError(`<${raw.slice(0, 40)}> is no tag: it has no name.`);
    const pairs = new Map<string, string>();
    let at = written.length;
    for (;;) {
      attribute.lastIndex = at;
      const found = attribute.exec(raw);
      if (found === null) break;
      const [whole, name = '', double, single = ''] = found;
      if (!qualified.test(name)) throw new XmlError(`${name.slice(0, 40)} is no name of an attribute.`);
      if (pairs.has(name)) throw new XmlError(`<${written}> has the attribute ${name} twice.`);
      pairs.set(name, resolved((double ?? single).replace(/[\t\n]/g, ' ')));
      at += whole.length;
    }
    tagEnd.lastIndex = at;
    const end = tagEnd.exec(raw);
    if (end === null) throw new XmlError(`<${raw.slice(0, 40)}> is no tag: its attributes cannot be read.`);
    const scope = this.#within(pairs);
    const tag: Tag = {
      written,
      name: scope.#name(written, true),
      attributes: scope.#attributes(pairs, written),
      empty: end[1] === '/',
      under: this,
      scope,
      raw: `${raw}>`,
      inside: undefined,
      after: undefined,
    };
    if (raw.length < 500 && this.#names.keep()) this.#tags.set(raw, tag);
    return tag;
  }

  #within(pairs: ReadonlyMap<string, string>): Scope {
    let declared: Map<string, string> | undefined;
    for (const [name, uri] of pairs) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name.slice(6);
      if (prefix === 'xmlns' || uri === xmlns || (prefix === 'xml') !== (uri === xml) || (prefix !== '' && uri === ''))
        throw new XmlError(`${name}="${uri.slice(0, 80)}" is no declaration of a namespace.`);
      declared ??= new Map();
      declared.set(prefix, uri);
    }
    return declared === undefined ? this : new Scope(this.#names, this, declared);
  }

  #attributes(pairs: ReadonlyMap<string, string>, written: string): readonly Attribute[] {
    const found: Attribute[] = [];
    for (const [name, value] of pairs) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const { ns, local } = this.#name(name, false);
      if (ns !== '' && found.some((other) => other.ns === ns && other.local === local))
        throw new XmlError(`<${written}> has the attribute ${local} twice.`);
      found.push({ ns, local, value });
    }
    return found;
  }

  #name(written: string, usesDefault: boolean): QName {
    const colon = written.indexOf(':');
    if (colon < 0) return this.#names.of(usesDefault ? (this.#uri('') ?? '') : '', written);
    const prefix = written.slice(0, colon);
    const ns = prefix === 'xml' ? xml : this.#uri(prefix);
    if (ns === undefined || prefix === 'xmlns')
      throw new XmlError(`The prefix ${prefix} of ${written} is not declared.`);
    return this.#names.of(ns, written.slice(colon + 1));
  }

  #uri(prefix: string): string | undefined {
    return this.#declared.get(prefix) ?? (this.#above === undefined ? undefined : this.#above.#uri(prefix));
  }
}

/** The names of one document. */
export class Names {
  readonly #known = new Map<string, QName>();
  #kept = 0;

  of(ns: string, local: string): QName {
    const key = `${ns}\n${local}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = { ns, local };
    if (this.#known.size < maxKept) this.#known.set(key, made);
    return made;
  }

  /** May one more tag be kept? */
  keep(): boolean {
    this.#kept += 1;
    return this.#kept <= maxKept;
  }
}

/** A copy of its own: a piece of a body kept for its few characters would keep the whole piece. */
const detached = (text: string): string => Buffer.from(text).toString();

const taken = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Text with its references replaced. None but XML's own five and characters by number are known: entities are refused.
 * `controls`: numbers of control characters too.
 */
export function resolved(text: string, controls = false): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    if (end < 0) throw new XmlError('A reference has no end.');
    const name = text.slice(at + 1, end);
    out += text.slice(from, at) + (named.get(name) ?? byNumber(name, controls));
    from = end + 1;
  }
  return out + text.slice(from);
}

function byNumber(name: string, controls: boolean): string {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  if (hex === undefined && decimal === undefined)
    throw new XmlError(`&${name.slice(0, 40)}; is no reference that is known.`);
  return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), name, controls);
}

function character(code: number, name: string, controls: boolean): string {
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= (controls ? 1 : 0x20) && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= (controls ? 0xffff : 0xfffd));
  if (!allowed && !(code >= 0x10000 && code <= 0x10ffff))
    throw new XmlError(`&${name.slice(0, 40)}; stands for a character that no XML may hold.`);
  return String.fromCodePoint(code);
}
