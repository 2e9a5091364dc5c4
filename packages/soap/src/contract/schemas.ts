/** XML schemas as DataContract exporters write them: sequences of elements, extensions of a base, arrays, dictionaries, enums. */
import type { Member, Name, WireType } from './profile.ts';
import type { Element } from './xml-tree.ts';

const schemaNs = 'http://www.w3.org/2001/XMLSchema';
/** Members that map text to text, whatever their collection is called. */
const dictionaries = new Set(['ConnectionInfo', 'FieldValues', 'ListItems']);
const deepest = 20;

interface Declared {
  readonly element: Element;
  readonly ns: string;
  readonly qualified: boolean;
}

export class Schemas {
  readonly problems: string[] = [];
  readonly #elements = new Map<string, Declared>();
  readonly #complex = new Map<string, Declared>();
  readonly #simple = new Set<string>();

  constructor(schemas: readonly Element[]) {
    for (const schema of schemas) {
      const ns = schema.attributes.targetNamespace ?? '';
      const qualified = schema.attributes.elementFormDefault === 'qualified';
      for (const element of schema.children) {
        const key = `${ns} ${element.attributes.name}`;
        const declared = { element, ns, qualified };
        if (element.local === 'element' && !this.#elements.has(key)) this.#elements.set(key, declared);
        if (element.local === 'complexType' && !this.#complex.has(key)) this.#complex.set(key, declared);
        if (element.local === 'simpleType') this.#simple.add(key);
      }
    }
  }

  /** What a wrapper element holds; undefined: it is not declared. */
  membersOfElement(name: Name): readonly Member[] | undefined {
    const declared = this.#elements.get(`${name.ns} ${name.local}`);
    if (declared === undefined) return undefined;
    const inline = declared.element.children.find(({ local }) => local === 'complexType');
    if (inline !== undefined) return this.#members({ ...declared, element: inline }, 0);
    const type = declared.element.attributes.type;
    const complex = type === undefined ? undefined : this.#complexOf(declared.element.resolve(type));
    return complex === undefined ? undefined : this.#members(complex, 0);
  }

  #complexOf(name: Name): Declared | undefined {
    return this.#complex.get(`${name.ns} ${name.local}`);
  }

  /** Members of a complex type in wire order: those of its base first. */
  #members(type: Declared, depth: number): readonly Member[] {
    const extension = type.element.children
      .filter(({ local }) => local === 'complexContent')
      .flatMap(({ children }) => children)
      .find(({ local }) => local === 'extension');
    const base = extension?.attributes.base;
    const inherited =
      extension !== undefined && base !== undefined ? this.#complexOf(extension.resolve(base)) : undefined;
    if (depth > deepest) return [];
    const before = inherited === undefined ? [] : this.#members(inherited, depth + 1);
    const holder = extension ?? type.element;
    return [...before, ...sequenceOf(holder).flatMap((element) => this.#member(type, element, depth))];
  }

  #member(owner: Declared, element: Element, depth: number): Member[] {
    const ref = element.attributes.ref;
    if (ref !== undefined) {
      const declared = this.#elements.get(key(element.resolve(ref)));
      if (declared === undefined) return [];
      const { ns, local } = element.resolve(ref);
      return [{ ns, local, type: this.#typeOf(declared, declared.element, local, depth) }];
    }
    const local = element.attributes.name;
    if (local === undefined) return [];
    const form = element.attributes.form;
    const qualified = form === undefined ? owner.qualified : form === 'qualified';
    return [{ ns: qualified ? owner.ns : '', local, type: this.#typeOf(owner, element, local, depth) }];
  }

  #typeOf(owner: Declared, element: Element, local: string, depth: number): WireType {
    const inline = element.children.find((child) => child.local === 'complexType');
    if (inline !== undefined)
      return this.#complexType({ ...owner, element: inline }, { ns: owner.ns, local }, local, depth);
    const type = element.attributes.type;
    if (type === undefined) return 'text';
    const name = element.resolve(type);
    if (name.ns === schemaNs) return simpleType(name.local);
    const complex = this.#complexOf(name);
    if (complex !== undefined) return this.#complexType(complex, name, local, depth);
    if (!this.#simple.has(key(name)) && !name.ns.includes('/Serialization/'))
      this.problems.push(`The type ${name.local} of ${local} is not in the schemas; it is taken as text.`);
    return 'text';
  }

  #complexType(type: Declared, name: Name, member: string, depth: number): WireType {
    if (depth > deepest) return 'text';
    const members = this.#members(type, depth + 1);
    const only = sequenceOf(type.element);
    const item = members[0];
    if (only.length === 1 && item !== undefined && only[0]?.attributes.maxOccurs === 'unbounded') {
      const inner = typeof item.type === 'object' && 'members' in item.type ? item.type.members : [];
      const [first, second] = inner;
      if (dictionaries.has(member) && inner.length === 2 && first !== undefined && second !== undefined)
        return { dictionary: plain(item), key: plain(first), value: plain(second) };
      return { array: item };
    }
    return { object: name, members };
  }
}

const key = ({ ns, local }: Name): string => `${ns} ${local}`;
const plain = ({ ns, local }: Name): Name => ({ ns, local });

function sequenceOf(holder: Element): readonly Element[] {
  return holder.children
    .filter(({ ns, local }) => ns === schemaNs && (local === 'sequence' || local === 'all'))
    .flatMap(({ children }) => children)
    .filter(({ ns, local }) => ns === schemaNs && local === 'element');
}

function simpleType(local: string): WireType {
  if (local === 'boolean') return 'boolean';
  return ['int', 'integer', 'short', 'long', 'unsignedInt', 'byte'].includes(local) ? 'integer' : 'text';
}
