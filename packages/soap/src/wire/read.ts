/**
 * Reads a message as it arrives. Tolerant where stacks in use differ: prefixes, order, unknown and missing members, nil,
 * xsi:type, comments, CDATA; a member that comes twice counts once. Strict where a value could be mistaken: a text with an
 * element in it, a number that is none. Items of a streamed array (actors) come out one by one while the body still arrives.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { isArray, isDictionary, isObject, type Member, type Name, type WireType } from '../contract/profile.ts';

/** A value as read: dictionaries as pairs; nil and missing members are told apart (null and absent). */
export type ReadValue = string | number | boolean | null | readonly ReadValue[] | ReadObject;
export interface ReadObject {
  readonly [member: string]: ReadValue | undefined;
}

export type Message =
  | {
      readonly kind: 'carrier';
      readonly wrapper: string;
      readonly value: ReadObject | null;
      readonly problems: readonly string[];
    }
  /** The wrapper was empty: an operation without carrier, or a host that did not understand. */
  | { readonly kind: 'empty'; readonly wrapper: string }
  | { readonly kind: 'fault'; readonly code: string; readonly text: string; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface ReadOptions {
  /** What the wrapper may hold, by its local name; undefined: the message is not for us. */
  readonly carrierOf: (wrapper: Name) => Member | undefined;
  /** Items of this array member of the carrier are handed out and not kept. */
  readonly streamed?: { readonly member: string; readonly item: (value: ReadValue) => void };
  readonly limits?: Partial<ReadLimits>;
}
export interface ReadLimits {
  readonly depth: number;
  /** Characters of one text. */
  readonly text: number;
  /** Characters of everything that is kept or passed over, streamed items not counted. */
  readonly kept: number;
}
export const readLimits: ReadLimits = { depth: 64, text: 8 << 20, kept: 64 << 20 };

const instance = 'http://www.w3.org/2001/XMLSchema-instance';
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

/** What an open element is to us. */
type Frame =
  | { readonly is: 'envelope' | 'body' | 'skipped' | 'detail' }
  | { readonly is: 'wrapper'; readonly name: Name; readonly carrier: Member }
  | { readonly is: 'fault' }
  | { readonly is: 'faultPart'; readonly part: 'code' | 'text' }
  | {
      readonly is: 'value';
      readonly type: WireType;
      readonly put: (value: ReadValue) => void;
      readonly nil: boolean;
      object?: Record<string, ReadValue>;
      items?: ReadValue[];
      readonly path: string;
    }
  | {
      readonly is: 'pair';
      key?: ReadValue;
      value?: ReadValue;
      readonly type: Extract<WireType, { dictionary: Name }>;
      readonly put: (pair: readonly ReadValue[]) => void;
      readonly path: string;
    };

class Unreadable extends Error {}

export class MessageReader {
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #options: ReadOptions;
  readonly #limits: ReadLimits;
  readonly #frames: Frame[] = [];
  readonly #problems: string[] = [];
  #text = '';
  #kept = 0;
  /** Characters since the last tag. */
  #unended = 0;
  #message: Message | undefined;
  #fault: { code: string; text: string; detail: string } | undefined;
  #closed = false;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#limits = { ...readLimits, ...options.limits };
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => this.#close(tag.local));
    this.#parser.on('text', (text) => this.#take(text));
    this.#parser.on('cdata', (text) => this.#take(text));
    this.#parser.on('doctype', () => {
      throw new Unreadable('It carries a document type declaration, which is refused.');
    });
    this.#parser.on('error', (error) => {
      throw new Unreadable(`It is no well-formed XML: ${error.message}`);
    });
  }

  /** The next piece of the body, decoded. Undefined: go on; a message: it cannot be read, the rest is of no use. */
  write(text: string): Extract<Message, { kind: 'unreadable' }> | undefined {
    return this.#guarded(() => {
      this.#parser.write(text);
      // The parser keeps a text back until its end comes, which may be never.
      this.#unended += text.length;
      if (this.#unended > this.#limits.kept) throw new Unreadable(tooMuch(this.#limits.kept));
    });
  }

  /** The body is over. Anything but a complete message is unreadable. */
  end(): Message {
    const failed = this.#guarded(() => this.#parser.close());
    if (failed !== undefined) return failed;
    if (this.#fault !== undefined) return { kind: 'fault', ...this.#fault };
    if (!this.#closed || this.#message === undefined) return unreadable('It holds no SOAP body.');
    return this.#message.kind === 'carrier' ? { ...this.#message, problems: this.#problems } : this.#message;
  }

  #guarded(act: () => unknown): Extract<Message, { kind: 'unreadable' }> | undefined {
    try {
      act();
      return undefined;
    } catch (error) {
      if (error instanceof Unreadable) return unreadable(error.message);
      throw error;
    }
  }

  #open(tag: SaxesTagNS): void {
    if (this.#frames.length >= this.#limits.depth)
      throw new Unreadable(`Its elements are nested deeper than ${this.#limits.depth}.`);
    const above = this.#frames.at(-1);
    const frame = this.#frameOf(tag, above);
    if (above?.is === 'value' && typeof above.type === 'string' && frame.is !== 'skipped')
      throw new Unreadable(`${above.path} holds an element where text is due.`);
    this.#frames.push(frame);
    this.#text = '';
    this.#unended = 0;
  }

  #frameOf(tag: SaxesTagNS, above: Frame | undefined): Frame {
    const name = { ns: tag.uri, local: tag.local };
    switch (above?.is) {
      case undefined:
        if (tag.local === 'Envelope' && tag.uri === soap11) return { is: 'envelope' };
        if (tag.local === 'Envelope' && tag.uri === soap12)
          throw new Unreadable('It is a SOAP 1.2 envelope; the protocol is SOAP 1.1.');
        throw new Unreadable(`It begins with <${tag.local}> in place of a SOAP envelope.`);
      case 'envelope':
        return { is: tag.local === 'Body' && tag.uri === soap11 ? 'body' : 'skipped' };
      case 'body':
        return this.#bodyFrame(name);
      case 'wrapper':
        return tag.local === above.carrier.local ? this.#carrierFrame(tag, above) : { is: 'skipped' };
      case 'fault':
        if (tag.local === 'faultcode') return { is: 'faultPart', part: 'code' };
        if (tag.local === 'faultstring') return { is: 'faultPart', part: 'text' };
        return { is: tag.local === 'detail' ? 'detail' : 'skipped' };
      case 'value':
        return this.#inside(tag, above);
      case 'pair':
        return this.#inPair(tag, above);
      case 'detail':
        return { is: 'detail' };
      default:
        return { is: 'skipped' };
    }
  }

  #bodyFrame(name: Name): Frame {
    if (name.local === 'Fault' && name.ns === soap11) {
      this.#fault = { code: '', text: '', detail: '' };
      return { is: 'fault' };
    }
    const carrier = this.#options.carrierOf(name);
    this.#message = { kind: 'empty', wrapper: name.local };
    return carrier === undefined ? { is: 'skipped' } : { is: 'wrapper', name, carrier };
  }

  #carrierFrame(tag: SaxesTagNS, { name, carrier }: Extract<Frame, { is: 'wrapper' }>): Frame {
    return this.#valueFrame(tag, carrier.type, carrier.local, (value) => {
      this.#message = { kind: 'carrier', wrapper: name.local, value: value as ReadObject | null, problems: [] };
    });
  }

  #valueFrame(tag: SaxesTagNS, type: WireType, path: string, put: (value: ReadValue) => void): Frame {
    const nil = Object.values(tag.attributes).some(
      ({ uri, local, value }) => uri === instance && local === 'nil' && (value === 'true' || value === '1'),
    );
    const frame = { is: 'value', type, put, nil, path } as const;
    if (isObject(type)) return { ...frame, object: {} };
    return isArray(type) || isDictionary(type) ? { ...frame, items: [] } : frame;
  }

  #inside(tag: SaxesTagNS, above: Extract<Frame, { is: 'value' }>): Frame {
    const { type } = above;
    if (isObject(type)) {
      const { object } = above;
      const member = type.members.find(({ local, ns }) => local === tag.local && ns === tag.uri);
      if (member === undefined || object === undefined || member.local in object) return { is: 'skipped' };
      return this.#valueFrame(tag, member.type, `${above.path}.${member.local}`, (value) => {
        object[member.local] = value;
      });
    }
    if (isArray(type)) {
      if (tag.local !== type.array.local || tag.uri !== type.array.ns) return { is: 'skipped' };
      const streamed = this.#options.streamed;
      const hands = streamed !== undefined && this.#frames.length === 5 && above.path.endsWith(`.${streamed.member}`);
      return this.#valueFrame(tag, type.array.type, `${above.path}[]`, (value) => {
        if (hands) {
          this.#kept = 0;
          streamed.item(value);
        } else above.items?.push(value);
      });
    }
    if (isDictionary(type)) {
      if (tag.local !== type.dictionary.local || tag.uri !== type.dictionary.ns) return { is: 'skipped' };
      return { is: 'pair', type, path: above.path, put: (pair) => above.items?.push(pair) };
    }
    throw new Unreadable(`${above.path} holds <${tag.local}> where text is due.`);
  }

  #inPair(tag: SaxesTagNS, above: Extract<Frame, { is: 'pair' }>): Frame {
    for (const part of ['key', 'value'] as const) {
      const name = above.type[part];
      if (tag.local === name.local && tag.uri === name.ns && above[part] === undefined)
        return this.#valueFrame(tag, 'text', `${above.path}.${name.local}`, (value) => {
          above[part] = value;
        });
    }
    return { is: 'skipped' };
  }

  #take(text: string): void {
    const top = this.#frames.at(-1);
    this.#kept += text.length;
    if (this.#kept > this.#limits.kept) throw new Unreadable(tooMuch(this.#limits.kept));
    if (top?.is === 'detail') {
      const fault = this.#fault;
      if (fault !== undefined && fault.detail.length < 2_000) fault.detail += text.slice(0, 2_000);
      return;
    }
    if (top?.is !== 'faultPart' && !(top?.is === 'value' && typeof top.type === 'string')) return;
    this.#text += text;
    if (this.#text.length > this.#limits.text)
      throw new Unreadable(`One of its texts is longer than ${this.#limits.text} characters.`);
  }

  #close(local: string): void {
    const frame = this.#frames.pop();
    this.#unended = 0;
    if (frame?.is === 'faultPart' && this.#fault !== undefined) this.#fault[frame.part] = this.#text;
    if (frame?.is === 'value') frame.put(frame.nil ? null : this.#valueOf(frame));
    if (frame?.is === 'pair') this.#closePair(frame);
    if (frame?.is === 'envelope' && local === 'Envelope') this.#closed = true;
    this.#text = '';
  }

  #closePair(pair: Extract<Frame, { is: 'pair' }>): void {
    if (typeof pair.key === 'string') pair.put([pair.key, pair.value ?? null]);
    else this.#problem(`${pair.path} has a pair without a key; it was passed over.`);
  }

  #valueOf(frame: Extract<Frame, { is: 'value' }>): ReadValue {
    if (frame.object !== undefined) return frame.object;
    if (frame.items !== undefined) return frame.items;
    const trimmed = this.#text.trim();
    if (frame.type === 'boolean') {
      if (/^(true|1)$/i.test(trimmed)) return true;
      if (/^(false|0)$/i.test(trimmed)) return false;
      this.#problem(`${frame.path} is ${JSON.stringify(trimmed.slice(0, 40))}, neither true nor false.`);
      return null;
    }
    if (frame.type === 'integer') {
      if (/^[+-]?\d{1,15}$/.test(trimmed)) return Number(trimmed);
      this.#problem(`${frame.path} is ${JSON.stringify(trimmed.slice(0, 40))}, not a whole number.`);
      return null;
    }
    return this.#text;
  }

  #problem(text: string): void {
    if (this.#problems.length < 20) this.#problems.push(text);
  }
}

const tooMuch = (limit: number): string => `It holds more than ${limit} characters beside its records.`;

const unreadable = (reason: string): Extract<Message, { kind: 'unreadable' }> => ({ kind: 'unreadable', reason });
