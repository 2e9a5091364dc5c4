/**
 * Writes carriers as a DataContract reader wants them: every member, in the profile's order, in its namespace, nil where there
 * is no value. Prefixes and their places are those of Microsoft's writer, so that captured messages compare byte for byte.
 */
import { isArray, isDictionary, isObject, type Member, type Name, type WireType } from '../contract/profile.ts';
import { escapeAttribute, escapeText } from './text.ts';

/** An object's members by local name; a missing one is nil. Dictionaries are entries, so that order and nil values stay. */
export type WireValue =
  | string
  | number
  | boolean
  | null
  | readonly WireValue[]
  | { readonly [member: string]: WireValue | undefined };
/** `[key, value]` pairs of a dictionary. */
export type Pairs = readonly (readonly [string, string | null])[];

const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';
const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** A whole message: `wrapper` with one carrier in it, or empty. Throws where a value does not fit its type: a bug. */
export function writeMessage(wrapper: Name, carrier: Member | undefined, value: WireValue): string {
  const open = `<s:Envelope xmlns:s="${envelope}"><s:Body>`;
  const wrapped = `<${wrapper.local} xmlns="${escapeAttribute(wrapper.ns)}"`;
  const close = '</s:Body></s:Envelope>';
  if (carrier === undefined) return `${open}${wrapped}/>${close}`;
  const writer = new Writer(wrapper.ns);
  writer.carrier(carrier, value);
  return `${open}${wrapped}>${writer.text()}</${wrapper.local}>${close}`;
}

class Writer {
  readonly #parts: string[] = [];
  readonly #default: string;
  /** Namespace to prefix, innermost last. */
  readonly #scope: [string, string][] = [];

  constructor(defaultNamespace: string) {
    this.#default = defaultNamespace;
  }

  text(): string {
    return this.#parts.join('');
  }

  /** The `request` or result element: declares the namespace of its members and that of nil. */
  carrier(member: Member, value: WireValue): void {
    const inner = isObject(member.type) ? member.type.object.ns : member.ns;
    const declared = this.#declare(inner);
    this.#scope.push([instance, 'i']);
    const xmlns = `${declared} xmlns:i="${instance}"`;
    this.#element(this.#prefixed(member), member.type, value, xmlns);
  }

  /** Declares a namespace that is not in scope yet, under the next free letter. */
  #declare(ns: string): string {
    if (ns === this.#default || this.#scope.some(([known]) => known === ns)) return '';
    const prefix = String.fromCharCode('a'.charCodeAt(0) + this.#scope.filter(([, used]) => used !== 'i').length);
    this.#scope.push([ns, prefix]);
    return ` xmlns:${prefix}="${escapeAttribute(ns)}"`;
  }

  #prefixed({ ns, local }: Name): string {
    if (ns === this.#default) return local;
    const prefix = this.#scope.findLast(([known]) => known === ns)?.[1];
    if (prefix === undefined) throw new Error(`The namespace ${ns} of ${local} is not declared.`);
    return `${prefix}:${local}`;
  }

  #element(tag: string, type: WireType, value: WireValue | undefined, xmlns: string): void {
    if (value === null || value === undefined) {
      this.#parts.push(`<${tag} i:nil="true"${xmlns}/>`);
      return;
    }
    const opened = this.#parts.push(`<${tag}${xmlns}>`);
    this.#content(type, value);
    if (this.#parts.length > opened) this.#parts.push(`</${tag}>`);
    else this.#parts[opened - 1] = `<${tag}${xmlns}/>`;
  }

  #content(type: WireType, value: WireValue): void {
    if (isArray(type)) {
      for (const item of value as readonly WireValue[]) this.#member(type.array, item);
    } else if (isDictionary(type)) {
      const item = this.#prefixed(type.dictionary);
      for (const [key, text] of value as Pairs) {
        this.#parts.push(`<${item}>`);
        this.#element(this.#prefixed(type.key), 'text', key, '');
        this.#element(this.#prefixed(type.value), 'text', text, '');
        this.#parts.push(`</${item}>`);
      }
    } else if (isObject(type)) {
      const object = value as { readonly [member: string]: WireValue | undefined };
      for (const member of type.members) this.#member(member, object[member.local]);
    } else {
      const text = typeof value === 'string' ? escapeText(value) : JSON.stringify(value);
      if (text !== '') this.#parts.push(text);
    }
  }

  /** A member with what its content needs declared for its own length. */
  #member(member: Member, value: WireValue | undefined): void {
    const tag = this.#prefixed(member);
    const before = this.#scope.length;
    this.#element(tag, member.type, value, this.#declare(contentNamespace(member)));
    this.#scope.length = before;
  }
}

function contentNamespace({ ns, type }: Member): string {
  if (isArray(type)) return type.array.ns;
  if (isDictionary(type)) return type.dictionary.ns;
  return isObject(type) ? type.object.ns : ns;
}
