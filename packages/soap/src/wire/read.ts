/**
 * Reads a message as it arrives. Tolerant where stacks in use differ: prefixes, order, unknown and missing members, nil,
 * xsi:type, comments, CDATA; a member that comes twice counts once. Strict where a value could be mistaken: a text with an
 * element in it, a number that is none. What is odd and borne is told as a problem. Items of a streamed array (actors) come out
 * one by one while the body still arrives.
 */
import type { Member, Name } from '../contract/profile.ts';
import { Plan, type Slot } from './plan.ts';
import type { Tag } from './tags.ts';
import { codePoint, illegalIn } from './text.ts';
import { nilOf, type ReadObject, type ReadValue, scalar, Value } from './value.ts';
import { Unreadable, XmlError } from './xml-error.ts';
import { XmlStream } from './xml.ts';

export type { ReadObject, ReadValue };

export type Message =
  | {
      readonly kind: 'carrier';
      readonly wrapper: string;
      readonly value: ReadObject | null;
      readonly problems: readonly string[];
      /** Items were passed over: what the arrays hold is not all that was there. */
      readonly leftOut: boolean;
    }
  /** The wrapper was empty: an operation without carrier, or a host that did not understand. */
  | { readonly kind: 'empty'; readonly wrapper: string }
  | { readonly kind: 'fault'; readonly code: string; readonly text: string; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly reason: string };
type Refusal = Extract<Message, { kind: 'unreadable' }>;

export interface ReadOptions {
  /** What the wrapper may hold, by its name; undefined: the message is not for us. */
  readonly carrierOf: (wrapper: Name) => Member | undefined;
  /** Items of this array member of the carrier are handed out and not kept. */
  readonly streamed?: { readonly member: string; readonly item: (value: ReadValue) => void };
  readonly limits?: Partial<ReadLimits>;
  /**
   * Takes references to control characters, as Microsoft's stack writes and reads them: an ERP that holds one must not stop all
   * that come with it. Each is told as a problem.
   */
  readonly controls?: boolean;
}
export interface ReadLimits {
  readonly depth: number;
  /** Characters of one text. */
  readonly text: number;
  /** Characters of the whole body, markup too, streamed items not counted. */
  readonly kept: number;
}
export const readLimits: ReadLimits = { depth: 64, text: 8 << 20, kept: 32 << 20 };

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
const maxProblems = 20;
const maxDetail = 2_000;

/** What an open element is to us, where it holds no value. */
type Place = 'envelope' | 'body' | 'wrapper' | 'fault' | 'faultcode' | 'faultstring' | 'detail' | 'skipped';
type Frame = Place | Value;

export class MessageReader {
  readonly #xml: XmlStream;
  readonly #options: ReadOptions;
  readonly #limits: ReadLimits;
  readonly #frames: Frame[] = [];
  readonly #problems: string[] = [];
  #leftOut = false;
  #text = '';
  /** Some of the text's characters were written as numbers. */
  #numbered = false;
  #kept = 0;
  #carrier: Slot | undefined;
  #message: Extract<Message, { kind: 'carrier' | 'empty' }> | undefined;
  #fault: { faultcode: string; faultstring: string; detail: string } | undefined;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#limits = { ...readLimits, ...options.limits };
    const events = {
      open: (tag: Tag) => this.#open(tag),
      text: (piece: string, numbered?: boolean) => this.#take(piece, numbered === true),
      close: () => this.#close(),
    };
    this.#xml = new XmlStream(events, options.controls);
  }

  /** The next piece of the body, decoded. Undefined: go on; a message: it cannot be read, the rest is of no use. */
  write(text: string): Refusal | undefined {
    return this.#guarded(() => {
      this.#kept += text.length;
      this.#xml.write(text);
      if (this.#kept > this.#limits.kept)
        throw new Unreadable(`It holds more than ${this.#limits.kept} characters beside its records.`);
    });
  }

  /** The body is over. Anything but a complete message is unreadable. */
  end(): Message {
    const failed = this.#guarded(() => this.#xml.end());
    if (failed !== undefined) return failed;
    if (this.#fault !== undefined) {
      const { faultcode, faultstring, detail } = this.#fault;
      return { kind: 'fault', code: faultcode, text: faultstring, detail };
    }
    if (this.#message === undefined) return { kind: 'unreadable', reason: 'It holds no SOAP body.' };
    return this.#message.kind === 'carrier'
      ? { ...this.#message, problems: this.#problems, leftOut: this.#leftOut }
      : this.#message;
  }

  #open(tag: Tag): void {
    if (this.#frames.length >= this.#limits.depth)
      throw new Unreadable(`Its elements are nested deeper than ${this.#limits.depth}.`);
    const above = this.#frames.at(-1);
    this.#frames.push(above instanceof Value ? this.#inside(tag, above) : this.#outside(tag, above));
    this.#text = '';
    this.#numbered = false;
  }

  #outside(tag: Tag, above: Place | undefined): Frame {
    const { ns, local } = tag.name;
    switch (above) {
      case undefined:
        if (local === 'Envelope' && ns === soap11) return 'envelope';
        if (local === 'Envelope' && ns === soap12)
          throw new Unreadable('It is a SOAP 1.2 envelope; the protocol is SOAP 1.1.');
        throw new Unreadable(`It begins with <${local.slice(0, 40)}> in place of a SOAP envelope.`);
      case 'envelope':
        return local === 'Body' && ns === soap11 ? 'body' : 'skipped';
      case 'body':
        return this.#inBody(tag);
      case 'wrapper':
        return this.#inWrapper(tag);
      case 'fault':
        return local === 'faultcode' || local === 'faultstring' || local === 'detail' ? local : 'skipped';
      case 'detail':
        return 'detail';
      case 'faultcode':
      case 'faultstring':
      case 'skipped':
        return 'skipped';
    }
  }

  #inBody({ name }: Tag): Place {
    if (name.local === 'Fault' && name.ns === soap11) {
      this.#fault ??= { faultcode: '', faultstring: '', detail: '' };
      return 'fault';
    }
    if (this.#message !== undefined) {
      this.#problem(`It holds a second answer, ${name.local}, which was passed over.`);
      return 'skipped';
    }
    const carrier = this.#options.carrierOf(name);
    this.#message = { kind: 'empty', wrapper: name.local };
    if (carrier === undefined) return 'skipped';
    this.#carrier = { local: carrier.local, index: 0, plan: new Plan(carrier.type) };
    return 'wrapper';
  }

  /** The namespace of a result is not looked at: hosts differ, and nothing else can stand here. */
  #inWrapper(tag: Tag): Frame {
    const carrier = this.#carrier;
    if (carrier === undefined || tag.name.local !== carrier.local) return 'skipped';
    if (this.#message?.kind !== 'carrier') return this.#value(tag, carrier);
    this.#problem(`${carrier.local} comes twice; the first counts.`);
    return 'skipped';
  }

  #value(tag: Tag, slot: Slot): Value {
    const value = new Value(slot);
    if (tag.attributes.length > 0) {
      value.nil = nilOf(tag.attributes);
      if (value.nil === 'unclear')
        this.#problem(`${this.#pathOf(slot)} has an attribute nil that is neither true nor false.`);
    }
    return value;
  }

  #inside(tag: Tag, above: Value): Frame {
    const { plan } = above;
    if (plan.holdsText) throw new Unreadable(`${this.#path()} holds <${tag.name.local}> where text is due.`);
    const slot = plan.slot(tag.name);
    if (slot === undefined) {
      if (plan.kind === 'array' || plan.kind === 'dictionary') {
        this.#leftOut ||= plan.kind === 'array';
        this.#problem(`${this.#path()} holds <${tag.name.local}>, which is no item; it was passed over.`);
      } else above.unknown ??= tag.name.local;
      return 'skipped';
    }
    if (plan.kind === 'object' || plan.kind === 'pair') {
      if (above.has(slot)) {
        this.#problem(`${this.#pathOf(slot)} comes twice; the first counts.`);
        return 'skipped';
      }
      if (slot.index < above.last && !plan.orderTold) {
        plan.orderTold = true;
        this.#problem(`${this.#pathOf(slot)} comes after ${plan.nameOf(above.last)}, against the contract's order.`);
      }
      above.last = Math.max(above.last, slot.index);
    }
    return this.#value(tag, slot);
  }

  #take(piece: string, numbered: boolean): void {
    const top = this.#frames.at(-1);
    this.#numbered ||= numbered;
    if (top === 'faultcode' || top === 'faultstring' || (top instanceof Value && top.plan.holdsText)) {
      this.#text += piece;
      if (this.#text.length > this.#limits.text)
        throw new Unreadable(`One of its texts is longer than ${this.#limits.text} characters.`);
    } else if (top === 'detail') {
      const fault = this.#fault;
      if (fault !== undefined && fault.detail.length < maxDetail) fault.detail += piece.slice(0, maxDetail);
    } else if (top !== 'skipped' && top !== 'fault' && /[^ \t\n\r]/.test(piece)) {
      this.#problem(`${this.#path()} holds text where none is due.`);
    }
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame instanceof Value) this.#settle(frame);
    else if ((frame === 'faultcode' || frame === 'faultstring') && this.#fault !== undefined)
      this.#fault[frame] = this.#text;
    this.#text = '';
    this.#numbered = false;
  }

  #settle(value: Value): void {
    const above = this.#frames.at(-1);
    const read = this.#readOf(value);
    if (!(above instanceof Value)) {
      this.#message = {
        kind: 'carrier',
        wrapper: this.#message?.wrapper ?? '',
        value: read as ReadObject | null,
        problems: [],
        leftOut: false,
      };
    } else if (above.plan.kind === 'array' && this.#isStreamed(above)) {
      above.count += 1;
      this.#kept = 0;
      this.#options.streamed?.item(read);
    } else if (value.plan.kind === 'pair' && typeof value.pair[0] !== 'string') {
      this.#problem(`${this.#path()} has a pair without a key; it was passed over.`);
    } else above.put(value.slot, read);
  }

  /** Frames above the array: envelope, body, wrapper and carrier. */
  #isStreamed(array: Value): boolean {
    return this.#options.streamed?.member === array.slot.local && this.#frames.length === 5;
  }

  #readOf(value: Value): ReadValue {
    const { plan, slot, nil } = value;
    const empty = plan.holdsText ? this.#text === '' : value.isEmpty();
    if (nil === 'nil' && !empty) this.#problem(`${this.#pathOf(slot)} is nil and holds something all the same.`);
    if (nil === 'strange' && empty)
      this.#problem(
        `${this.#pathOf(slot)} is empty and carries an attribute that nobody knows; it counts as not said.`,
      );
    if (nil === 'unclear' || (nil === 'strange' && empty) || (nil === 'nil' && !empty)) {
      // What may be an item all the same, such as a reference to another element.
      this.#leftOut ||= plan.kind === 'object';
      return null;
    }
    if (nil === 'nil') return null;
    if (value.unknown !== undefined) {
      const missing = value.missing();
      if (missing !== undefined)
        this.#problem(
          `${this.#pathOf(slot)} holds <${value.unknown}>, which the contract does not know, and lacks ${missing}.`,
        );
    }
    if (!plan.holdsText) return value.compound();
    if (this.#numbered) this.#tellControl(slot);
    const scalarRead = scalar(plan.kind, this.#text);
    if (scalarRead !== undefined) return scalarRead;
    const due = plan.kind === 'boolean' ? 'neither true nor false' : 'not a whole number';
    this.#problem(`${this.#pathOf(slot)} is ${JSON.stringify(this.#text.trim().slice(0, 40))}, ${due}.`);
    return null;
  }

  #tellControl(slot: Slot): void {
    const illegal = illegalIn(this.#text);
    if (illegal !== undefined)
      this.#problem(
        `${this.#pathOf(slot)}${this.#who()} holds the character ${codePoint(illegal)}, which no XML may hold. Take it out in the ERP.`,
      );
  }

  /** The record and field that are being read, by their keys: whoever has to mend something there knows them by these. */
  #who(): string {
    const around = this.#frames.filter((frame) => frame instanceof Value);
    const named = ['ActorType', 'ErpKey', 'FieldKey', 'Key'].flatMap(
      (member) => around.map((value) => value.textOf(member)).findLast((text) => text !== undefined) ?? [],
    );
    return named.length === 0 ? '' : ` (${named.join(' ')})`;
  }

  #guarded(act: () => void): Refusal | undefined {
    try {
      act();
      return undefined;
    } catch (error) {
      if (error instanceof Unreadable) return { kind: 'unreadable', reason: error.message };
      if (!(error instanceof XmlError)) throw error;
      const where = this.#frames.some((frame) => frame instanceof Value)
        ? ` It stands in ${this.#path()}${this.#who()}.`
        : '';
      return { kind: 'unreadable', reason: `It is no well-formed XML: ${error.message}${where}` };
    }
  }

  #path(): string {
    const named = this.#frames.flatMap((frame) => (frame instanceof Value ? frame.step() : []));
    return named.length === 0 ? 'The message' : named.join('.').replaceAll('.[', '[');
  }
  #pathOf(slot: Slot): string {
    return this.#frames.some((frame) => frame instanceof Value) ? `${this.#path()}.${slot.local}` : slot.local;
  }
  #problem(text: string): void {
    if (this.#problems.length < maxProblems) this.#problems.push(text);
  }
}
