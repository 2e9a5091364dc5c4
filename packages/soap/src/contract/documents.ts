/**
 * A WSDL with everything it imports. An import that cannot be read is passed over and told: a host in use serves one that
 * answers with a help page. Locations are followed on the WSDL's own host only, whatever name they bear.
 */
import { type Outcome, done } from '@kobling/sdk';
import { type Element, readTree } from './xml-tree.ts';

export interface Documents {
  /** `definitions` elements. */
  readonly wsdl: readonly Element[];
  /** `schema` elements, inline and imported. */
  readonly schemas: readonly Element[];
  readonly problems: readonly string[];
}
/** The text at an address. */
export type Load = (url: string) => Promise<Outcome<string>>;

const wsdlNs = 'http://schemas.xmlsoap.org/wsdl/';
const schemaNs = 'http://www.w3.org/2001/XMLSchema';
const maxDocuments = 50;

/** `url`: of the WSDL itself. A first document that cannot be read is the outcome; later ones are problems. */
export async function readDocuments(url: string, load: Load): Promise<Outcome<Documents>> {
  const found = { wsdl: [] as Element[], schemas: [] as Element[], problems: [] as string[] };
  const seen = new Set<string>();
  const waiting: string[] = [url];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (seen.size > maxDocuments) {
      found.problems.push(`More than ${maxDocuments} documents are imported; the rest was not read.`);
      break;
    }
    const text = await load(next);
    const tree = text.status === 'done' ? readTree(text.value) : text;
    if (tree.status !== 'done') {
      if (next === url) return tree;
      found.problems.push(`The import ${next} was passed over. ${tree.reason.message}`);
      continue;
    }
    const wrong = take(tree.value, found);
    if (wrong !== undefined) found.problems.push(`The import ${next} was passed over: ${wrong}`);
    for (const location of locationsIn(tree.value)) {
      const target = onSameHost(location, next);
      if (target === undefined) found.problems.push(`The import ${location} is on another host and was not read.`);
      else waiting.push(target);
    }
  }
  return done(found);
}

/** Files the document away; a sentence when it is neither WSDL nor schema. */
function take(root: Element, found: { wsdl: Element[]; schemas: Element[] }): string | undefined {
  if (root.ns === wsdlNs && root.local === 'definitions') {
    found.wsdl.push(root);
    for (const types of root.children.filter(({ local }) => local === 'types'))
      found.schemas.push(...types.children.filter(({ ns, local }) => ns === schemaNs && local === 'schema'));
    return undefined;
  }
  if (root.ns === schemaNs && root.local === 'schema') {
    found.schemas.push(root);
    return undefined;
  }
  return `it is <${root.local}>, neither a WSDL nor a schema.`;
}

function* locationsIn(element: Element): Generator<string, void, undefined> {
  const { location, schemaLocation } = element.attributes;
  if (
    (element.local === 'import' || element.local === 'include') &&
    (element.ns === wsdlNs || element.ns === schemaNs)
  ) {
    const named = location ?? schemaLocation;
    if (named !== undefined && named !== '') yield named;
  }
  for (const child of element.children) yield* locationsIn(child);
}

/**
 * Hosts name themselves by what they were configured with (a machine's name, another port behind a proxy), which the hub may
 * not reach: path and query are taken, the host stays the one that answered.
 */
function onSameHost(location: string, from: string): string | undefined {
  if (!URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  const base = new URL(from);
  if (target.protocol !== 'http:' && target.protocol !== 'https:' && target.protocol !== base.protocol)
    return undefined;
  return new URL(`${target.pathname}${target.search}`, base).href;
}
