/**
 * The profile of a connector, read from its WSDL. Operations are known by name, carriers by the names of their members;
 * namespaces, order, collection and item names are whatever the schemas say.
 */
import type { Outcome } from '@kobling/sdk';
import { done, rejected } from '@kobling/sdk';
import { type Documents, type Load, readDocuments } from './documents.ts';
import { type Member, type Name, operationNames, type Profile, type WireOperation } from './profile.ts';
import { Schemas } from './schemas.ts';
import type { Element } from './xml-tree.ts';

export interface ReadProfile {
  readonly profile: Profile;
  /** What is missing or odd, as sentences for the one who set the connector up. */
  readonly problems: readonly string[];
}

/** Reads the WSDL at an address with all that it imports. */
export async function profileFrom(url: string, load: Load): Promise<Outcome<ReadProfile>> {
  const documents = await readDocuments(url, load);
  return documents.status === 'done' ? profileOf(documents.value) : documents;
}

const given = 'file:///contract.wsdl';
/** The same of a WSDL that was given as text, where the service publishes none. What it imports is passed over and told. */
export async function profileFromText(text: string): Promise<Outcome<ReadProfile>> {
  const read = await profileFrom(given, (url) =>
    Promise.resolve(
      url === given
        ? done(text)
        : rejected('wsdl.file', 'Give the WSDL as one file (?singleWsdl), with its schemas in it.'),
    ),
  );
  return read.status === 'done' ? done({ ...read.value, profile: { ...read.value.profile, given: true } }) : read;
}

const soapNs = 'http://schemas.xmlsoap.org/wsdl/soap/';

export function profileOf({ wsdl, schemas, problems }: Documents): Outcome<ReadProfile> {
  const types = new Schemas(schemas);
  const actions = actionsOf(wsdl);
  const operations: Record<string, WireOperation> = {};
  const said = [...problems];
  const wanted = new Set<string>([...operationNames, 'Authenticate']);
  for (const { name, input, output } of portOperations(wsdl)) {
    if (!wanted.has(name) || operations[name] !== undefined) continue;
    const operation = operationOf(types, name, input, output, actions.get(name) ?? '');
    if (typeof operation === 'string') said.push(`${name} cannot be used: ${operation}`);
    else operations[name] = operation;
  }
  const missing = operationNames.filter((name) => operations[name] === undefined);
  if (missing.length === operationNames.length)
    return rejected(
      'wsdl.otherService',
      'The WSDL describes another service: none of the connector operations (WSGetConfigData, WSGetActors …) is in it.',
    );
  if (missing.length > 0) said.push(`The service lacks ${missing.join(', ')}.`);
  return done({ profile: { operations }, problems: [...said, ...types.problems] });
}

interface PortOperation {
  readonly name: string;
  /** Elements of the messages' first parts. */
  readonly input: Name | undefined;
  readonly output: Name | undefined;
}

function* portOperations(wsdl: readonly Element[]): Generator<PortOperation, void, undefined> {
  const messages = new Map<string, Name>();
  for (const definitions of wsdl) {
    for (const message of children(definitions, 'message')) {
      const part = children(message, 'part')[0];
      const element = part?.attributes.element;
      if (part !== undefined && element !== undefined)
        messages.set(`${definitions.attributes.targetNamespace} ${message.attributes.name}`, part.resolve(element));
    }
  }
  const messageOf = (end: Element | undefined): Name | undefined => {
    const qualified = end?.attributes.message;
    if (end === undefined || qualified === undefined) return undefined;
    const { ns, local } = end.resolve(qualified);
    return messages.get(`${ns} ${local}`);
  };
  for (const port of wsdl.flatMap((definitions) => children(definitions, 'portType'))) {
    for (const operation of children(port, 'operation')) {
      yield {
        name: operation.attributes.name ?? '',
        input: messageOf(children(operation, 'input')[0]),
        output: messageOf(children(operation, 'output')[0]),
      };
    }
  }
}

/** SOAPAction by operation name, from SOAP 1.1 bindings. */
function actionsOf(wsdl: readonly Element[]): ReadonlyMap<string, string> {
  const actions = new Map<string, string>();
  for (const binding of wsdl.flatMap((definitions) => children(definitions, 'binding'))) {
    for (const operation of children(binding, 'operation')) {
      const soap = operation.children.find(({ ns, local }) => ns === soapNs && local === 'operation');
      if (soap !== undefined) actions.set(operation.attributes.name ?? '', soap.attributes.soapAction ?? '');
    }
  }
  return actions;
}

function operationOf(
  types: Schemas,
  name: string,
  input: Name | undefined,
  output: Name | undefined,
  action: string,
): WireOperation | string {
  if (input === undefined || output === undefined) return 'its messages are not described.';
  const request = types.membersOfElement(input);
  const response = types.membersOfElement(output);
  if (request === undefined) return `its element ${input.local} is not in the schemas.`;
  const result: Member | undefined = response?.[0];
  if (result === undefined) return `its answer ${output.local} is not in the schemas.`;
  const carrier = request[0];
  return {
    action,
    wrapper: input,
    ...(carrier !== undefined && { request: carrier }),
    responseWrapper: output,
    result,
  };
}

const children = (element: Element, local: string): readonly Element[] =>
  element.children.filter((child) => child.local === local);
