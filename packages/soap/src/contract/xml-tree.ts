/** A small XML document as a tree: WSDL and schemas, which are looked up to and fro. */
import { type Outcome, done, rejected } from '@kobling/sdk';
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface Element {
  readonly ns: string;
  readonly local: string;
  /** By local name, attributes without a namespace only. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** A QName in an attribute's value, in this element's scope. */
  readonly resolve: (qualified: string) => { readonly ns: string; readonly local: string };
}

const maxDepth = 100;
const maxElements = 100_000;
/** Characters a look: what is refused is refused after one. */
const piece = 2_048;

/** Refuses document type declarations, deep nesting and very large documents. */
export function readTree(text: string): Outcome<Element> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: (Element & { children: Element[] })[] = [];
  let root: Element | undefined;
  let count = 0;
  let problem: string | undefined;
  parser.on('error', (error) => {
    problem ??= error.message;
  });
  parser.on('doctype', () => {
    problem ??= 'it carries a document type declaration';
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (open.length >= maxDepth || count > maxElements) problem ??= 'it is nested too deep or too large';
    if (problem !== undefined) return;
    const element = elementOf(tag, open.at(-1));
    const above = open.at(-1);
    if (above === undefined) root ??= element;
    else above.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  for (let at = 0; at < text.length && problem === undefined; at += piece) parser.write(text.slice(at, at + piece));
  if (problem === undefined) parser.close();
  if (problem !== undefined) return rejected('wsdl.unreadable', `The document is no XML that can be read: ${problem}.`);
  return root === undefined ? rejected('wsdl.unreadable', 'The document is empty.') : done(root);
}

function elementOf(tag: SaxesTagNS, above: Element | undefined): Element & { children: Element[] } {
  const attributes: Record<string, string> = {};
  for (const { local, prefix, value } of Object.values(tag.attributes)) if (prefix === '') attributes[local] = value;
  const own = tag.ns;
  const lookUp = (prefix: string): string => own[prefix] ?? above?.resolve(`${prefix}:x`).ns ?? '';
  return {
    ns: tag.uri,
    local: tag.local,
    attributes,
    children: [],
    resolve: (qualified) => {
      const colon = qualified.indexOf(':');
      return colon < 0
        ? { ns: own[''] ?? above?.resolve('x').ns ?? '', local: qualified }
        : { ns: lookUp(qualified.slice(0, colon)), local: qualified.slice(colon + 1) };
    },
  };
}
