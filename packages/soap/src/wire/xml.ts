/**
 * XML 1.0 with namespaces as a stream, for messages alone: about three times as fast as a general parser, since a message says
 * the same few tags over and over, which are looked up whole. As strict as one: xml.test.ts compares the two on documents
 * without number. Document types are refused, so there are no entities to expand.
 */
import { isPlainName, Names, resolved, Scope, type Tag } from './tags.ts';
import { codePoint } from './text.ts';
import { Unreadable, XmlError } from './xml-error.ts';

export interface XmlEvents {
  open(tag: Tag): void;
  /** A piece of a text inside the root: several may follow each other. References are replaced; `numbered`: by number, some. */
  text(piece: string, numbered?: boolean): void;
  close(tag: Tag): void;
}

/** Characters of one tag, declaration or instruction. */
const maxMarkup = 16_384;
/** Characters of one reference that is still open where a piece of the body ends. */
const maxReference = 40;
const less = 60;
const slash = 47;
const bang = 33;
const question = 63;
const declaration =
  /^xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*$/;

export class XmlStream {
  readonly #events: XmlEvents;
  readonly #controls: boolean;
  readonly #open: Tag[] = [];
  #scope = new Scope(new Names());
  #inside: 'content' | 'comment' | 'cdata' = 'content';
  #rootSeen = false;
  /** Nothing was read yet: the only place for a declaration. */
  #fresh = true;
  /** Not used yet, because what follows decides what it is. */
  #rest = '';
  #endedInReturn = false;
  /** Where the next of each stands in the text at hand; behind the place that is read: not known. */
  #ampersand = -1;
  #cdataEnd = -1;
  /** The tag read last, and whether its element is open: tells which tag is likely to come. */
  #last: Tag | undefined;
  #lastOpened = false;

  /** `controls`: references to control characters are taken in texts, against the letter. */
  constructor(events: XmlEvents, controls = false) {
    this.#events = events;
    this.#controls = controls;
  }

  /** Throws XmlError or Unreadable. */
  write(text: string): void {
    const piece = this.#lines(text);
    const illegal = piece.search(/[^\t\n\r -\uFFFD]/);
    if (illegal < 0) return this.#read(piece);
    // What stands before it tells where it is.
    this.#read(piece.slice(0, illegal));
    throw new XmlError(`It holds the character ${codePoint(piece.slice(illegal))}, which no XML may hold.`);
  }

  #read(piece: string): void {
    const whole = this.#rest === '' ? piece : this.#rest + piece;
    this.#rest = '';
    this.#ampersand = -1;
    this.#cdataEnd = -1;
    let at = 0;
    while (at < whole.length) {
      const next = this.#step(whole, at);
      if (next === undefined) {
        this.#rest = whole.slice(at);
        return;
      }
      at = next;
      this.#fresh = false;
    }
  }

  /** Throws XmlError or Unreadable. */
  end(): void {
    const open = this.#open.at(-1);
    if (open !== undefined) throw new XmlError(`It ends inside <${open.written}>.`);
    if (this.#rest !== '' || this.#inside !== 'content')
      throw new XmlError('It ends in the middle of a tag or comment.');
    if (!this.#rootSeen) throw new XmlError('It holds no element.');
  }

  /** Line ends as XML has them: CR and CR LF count as LF. */
  #lines(text: string): string {
    const cut = this.#endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#endedInReturn = text.endsWith('\r');
    return cut.includes('\r') ? cut.replace(/\r\n?/g, '\n') : cut;
  }

  /** Reads what begins at `at`; answers where it ends, or undefined when its end has not come yet. */
  #step(text: string, at: number): number | undefined {
    if (this.#inside === 'comment') return this.#comment(text, at);
    if (this.#inside === 'cdata') return this.#cdata(text, at);
    if (text.charCodeAt(at) === less) return this.#markup(text, at);
    const bracket = text.indexOf('<', at);
    return bracket < 0 ? this.#unfinished(text, at) : this.#content(text, at, bracket);
  }

  #markup(text: string, at: number): number | undefined {
    const kind = text.charCodeAt(at + 1);
    if (kind === slash) return this.#endTag(text, at);
    if (kind === bang) return this.#special(text, at);
    if (kind === question) return this.#instruction(text, at);
    const guess = this.#lastOpened ? this.#last?.inside : this.#last?.after;
    if (guess?.under === this.#scope && text.startsWith(guess.raw, at + 1)) {
      this.#begin(guess);
      return at + 1 + guess.raw.length;
    }
    let end = text.indexOf('>', at + 1);
    if (end < 0) return waits(text, at);
    let tag = this.#scope.known(text.slice(at + 1, end));
    if (tag === undefined) {
      end = endOfTag(text, at + 1);
      if (end < 0) return waits(text, at);
      tag = this.#scope.parse(text.slice(at + 1, end));
    }
    if (this.#last !== undefined) this.#last[this.#lastOpened ? 'inside' : 'after'] = tag;
    this.#begin(tag);
    return end + 1;
  }

  #begin(tag: Tag): void {
    if (this.#open.length === 0) {
      if (this.#rootSeen) throw new XmlError(`After its end comes another element, <${tag.written}>.`);
      this.#rootSeen = true;
    }
    this.#events.open(tag);
    this.#last = tag;
    this.#lastOpened = !tag.empty;
    if (tag.empty) {
      this.#events.close(tag);
      return;
    }
    this.#open.push(tag);
    this.#scope = tag.scope;
  }

  #endTag(text: string, at: number): number | undefined {
    const open = this.#open.at(-1);
    const written = open?.written ?? '';
    let end = at + 2 + written.length;
    if (text.charCodeAt(end) !== 62 || !text.startsWith(written, at + 2)) {
      end = text.indexOf('>', at);
      if (end < 0) return waits(text, at);
      const said = text.slice(at + 2, end).replace(/[ \t\n]+$/, '');
      if (said !== written || said === '')
        throw new XmlError(
          `</${said.slice(0, 40)}> ends what ${open === undefined ? 'nothing' : `<${written}>`} began.`,
        );
    }
    if (open === undefined) throw new XmlError('An end tag has no beginning.');
    this.#open.pop();
    this.#scope = this.#open.at(-1)?.scope ?? this.#scope;
    this.#events.close(open);
    this.#last = open;
    this.#lastOpened = false;
    return end + 1;
  }

  #special(text: string, at: number): number | undefined {
    if (text.startsWith('<!--', at)) {
      this.#inside = 'comment';
      return at + 4;
    }
    if (text.startsWith('<![CDATA[', at)) {
      if (this.#open.length === 0) throw new XmlError('There is text outside of its root.');
      this.#inside = 'cdata';
      return at + 9;
    }
    if (text.startsWith('<!D', at)) throw new Unreadable('It carries a document type declaration, which is refused.');
    const begun = text.slice(at);
    if ('<!--'.startsWith(begun) || '<![CDATA['.startsWith(begun)) return undefined;
    throw new XmlError(`${begun.slice(0, 10)} is no markup.`);
  }

  #comment(text: string, at: number): number | undefined {
    const end = text.indexOf('--', at);
    if (end < 0) return keepBack(text, at, 1, '-');
    if (end + 2 >= text.length) return end === at ? undefined : end;
    if (text.charCodeAt(end + 2) !== 62) throw new XmlError('A comment holds two hyphens.');
    this.#inside = 'content';
    return end + 3;
  }

  #cdata(text: string, at: number): number | undefined {
    const end = text.indexOf(']]>', at);
    const until = end < 0 ? (keepBack(text, at, 2, ']') ?? at) : end;
    if (until > at) this.#events.text(text.slice(at, until));
    if (end < 0) return until === at ? undefined : until;
    this.#inside = 'content';
    return end + 3;
  }

  #instruction(text: string, at: number): number | undefined {
    const end = text.indexOf('?>', at + 2);
    if (end < 0) return waits(text, at);
    const said = text.slice(at + 2, end);
    const target = /^[^ \t\n?]*/.exec(said)?.[0] ?? '';
    if (target.toLowerCase() === 'xml' ? !this.#fresh || !declaration.test(said) : !isPlainName(target))
      throw new XmlError(`<?${said.slice(0, 40)}?> is no instruction that may stand there.`);
    return end + 2;
  }

  #content(text: string, at: number, until: number): number {
    const piece = text.slice(at, until);
    if (this.#open.length === 0) {
      if (/[^ \t\n]/.test(piece)) throw new XmlError('There is text outside of its root.');
    } else {
      if (this.#cdataEnd < at) this.#cdataEnd = place(text, ']]>', at);
      if (this.#cdataEnd < until) throw new XmlError('A text holds ]]>.');
      if (this.#ampersand < at) this.#ampersand = place(text, '&', at);
      if (this.#ampersand >= until) this.#events.text(piece);
      else this.#events.text(resolved(piece, this.#controls), piece.includes('&#'));
    }
    return until;
  }

  /** Text up to where the body stands now: a reference or a ]]> may be cut in two. */
  #unfinished(text: string, at: number): number | undefined {
    const reference = text.lastIndexOf('&');
    const open = reference >= at && text.indexOf(';', reference) < 0;
    if (open && text.length - reference > maxReference) throw new XmlError('A reference has no end.');
    const until = open ? reference : (keepBack(text, at, 2, ']') ?? at);
    return until === at ? undefined : this.#content(text, at, until);
  }
}

/** Where `mark` stands next; behind everything when it does not come. */
function place(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? Number.MAX_SAFE_INTEGER : found;
}

/** Up to where text may be used when as many as `count` of `mark` at its end may belong to what follows; undefined: nothing. */
function keepBack(text: string, at: number, count: number, mark: string): number | undefined {
  let until = text.length;
  while (until > at && text.length - until < count && text[until - 1] === mark) until -= 1;
  return until === at ? undefined : until;
}

/** The `>` that ends a tag, not one inside an attribute's value; -1: it has not come yet. */
function endOfTag(text: string, from: number): number {
  let at = from;
  for (;;) {
    const end = text.indexOf('>', at);
    const quote = /["']/g;
    quote.lastIndex = at;
    const opened = quote.exec(text)?.index ?? -1;
    if (opened < 0 || (end >= 0 && end < opened)) return end;
    const closed = text.indexOf(text[opened] ?? '', opened + 1);
    if (closed < 0) return -1;
    at = closed + 1;
  }
}

/** Undefined: more must come. Not for ever. */
function waits(text: string, at: number): undefined {
  if (text.length - at > maxMarkup) throw new Unreadable(`One of its tags is longer than ${maxMarkup} characters.`);
  return undefined;
}
