/** The WSDL of a profile, in one document with its schemas, as WCF clients, PHP and zeep read it. */
import { isArray, isDictionary, isObject, type Member, type Profile, type WireType } from '../contract/profile.ts';
import { escapeAttribute } from '../wire/text.ts';

/** `address`: where the service is, as the reader reaches it. */
export function wsdlText(profile: Profile, address: string): string {
  const operations = Object.entries(profile.operations);
  const service = operations[0]?.[1].wrapper.ns ?? '';
  const schemas = new SchemaTexts();
  for (const [, operation] of operations) {
    schemas.wrapper(operation.wrapper, operation.request);
    schemas.wrapper(operation.responseWrapper, operation.result);
  }
  const messages = operations.flatMap(([name, { wrapper, responseWrapper }]) => [
    `<wsdl:message name="${name}_In"><wsdl:part name="parameters" element="w:${wrapper.local}"/></wsdl:message>`,
    `<wsdl:message name="${name}_Out"><wsdl:part name="parameters" element="w:${responseWrapper.local}"/></wsdl:message>`,
  ]);
  const ports = operations.map(
    ([name]) =>
      `<wsdl:operation name="${name}"><wsdl:input message="w:${name}_In"/><wsdl:output message="w:${name}_Out"/></wsdl:operation>`,
  );
  const bound = operations.map(
    ([name, { action }]) =>
      `<wsdl:operation name="${name}"><soap:operation soapAction="${escapeAttribute(action)}" style="document"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`,
  );
  return [
    `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:w="${escapeAttribute(service)}" targetNamespace="${escapeAttribute(service)}" name="ErpConnectorWS">`,
    `<wsdl:types>${schemas.text()}</wsdl:types>`,
    ...messages,
    `<wsdl:portType name="IErpConnectorWS">${ports.join('')}</wsdl:portType>`,
    `<wsdl:binding name="BasicHttpBinding_IErpConnectorWS" type="w:IErpConnectorWS"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${bound.join('')}</wsdl:binding>`,
    `<wsdl:service name="ErpConnectorWS"><wsdl:port name="BasicHttpBinding_IErpConnectorWS" binding="w:BasicHttpBinding_IErpConnectorWS"><soap:address location="${escapeAttribute(address)}"/></wsdl:port></wsdl:service></wsdl:definitions>`,
  ].join('');
}

/** Schemas by namespace, each element and type once. */
class SchemaTexts {
  readonly #byNamespace = new Map<string, Map<string, string>>();
  /** Prefixes are the same in every schema. */
  readonly #prefixes = new Map<string, string>();

  wrapper({ ns, local }: { readonly ns: string; readonly local: string }, member: Member | undefined): void {
    const inside = member === undefined ? '' : this.#element(member);
    this.#schema(ns).set(
      `element ${local}`,
      `<xs:element name="${local}"><xs:complexType><xs:sequence>${inside}</xs:sequence></xs:complexType></xs:element>`,
    );
  }

  text(): string {
    const declared = [...this.#prefixes].map(([ns, prefix]) => ` xmlns:${prefix}="${escapeAttribute(ns)}"`).join('');
    return [...this.#byNamespace]
      .map(([ns, parts]) => {
        const imports = [...this.#byNamespace.keys()]
          .filter((other) => other !== ns)
          .map((other) => `<xs:import namespace="${escapeAttribute(other)}"/>`);
        return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${declared} elementFormDefault="qualified" targetNamespace="${escapeAttribute(ns)}">${imports.join('')}${[...parts.values()].join('')}</xs:schema>`;
      })
      .join('');
  }

  #schema(ns: string): Map<string, string> {
    const known = this.#byNamespace.get(ns);
    if (known !== undefined) return known;
    const made = new Map<string, string>();
    this.#byNamespace.set(ns, made);
    this.#prefixes.set(ns, `n${this.#prefixes.size}`);
    return made;
  }

  #element({ local, type }: Member, more = ''): string {
    const nillable = type === 'boolean' || type === 'integer' ? '' : ' nillable="true"';
    return `<xs:element minOccurs="0"${more} name="${local}"${nillable} type="${this.#typeName(type)}"/>`;
  }

  #typeName(type: WireType): string {
    if (type === 'text') return 'xs:string';
    if (type === 'boolean') return 'xs:boolean';
    if (type === 'integer') return 'xs:int';
    const [ns, name, body] = isArray(type)
      ? this.#array(type.array)
      : isDictionary(type)
        ? this.#dictionary(type)
        : this.#object(type);
    const schema = this.#schema(ns);
    if (!schema.has(`type ${name}`)) {
      schema.set(`type ${name}`, '');
      schema.set(`type ${name}`, `<xs:complexType name="${name}">${body()}</xs:complexType>`);
    }
    return `${this.#prefixes.get(ns)}:${name}`;
  }

  #array(item: Member): readonly [string, string, () => string] {
    const body = (): string => `<xs:sequence>${this.#element(item, ' maxOccurs="unbounded"')}</xs:sequence>`;
    return [item.ns, `ArrayOf${item.local}`, body];
  }

  #object(type: WireType): readonly [string, string, () => string] {
    if (!isObject(type)) throw new Error('Not an object.');
    const body = (): string =>
      `<xs:sequence>${type.members.map((member) => this.#element(member)).join('')}</xs:sequence>`;
    return [type.object.ns, type.object.local, body];
  }

  #dictionary(type: Extract<WireType, { dictionary: unknown }>): readonly [string, string, () => string] {
    const { ns, local } = type.dictionary;
    const pair: Member = {
      ns,
      local,
      type: {
        object: type.dictionary,
        members: [
          { ...type.key, type: 'text' },
          { ...type.value, type: 'text' },
        ],
      },
    };
    const dictionary =
      '<xs:annotation><xs:appinfo><IsDictionary xmlns="http://schemas.microsoft.com/2003/10/Serialization/">true</IsDictionary></xs:appinfo></xs:annotation>';
    return [
      ns,
      `ArrayOf${local}`,
      () => `${dictionary}<xs:sequence>${this.#element(pair, ' maxOccurs="unbounded"')}</xs:sequence>`,
    ];
  }
}
