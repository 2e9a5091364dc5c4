/**
 * The connector protocol's SOAP carriage. contract/ says what a service looks like on the wire, learnt from its WSDL; wire/ writes
 * and reads its messages; client/ is a connector by its address; host/ serves connectors to others; auth/ is how both prove
 * who they are.
 */
export type { Callers } from './auth/callers.ts';
export * from './auth/keys.ts';
export {
  applicationProof,
  type ApplicationProof,
  type ProofParts,
  type RegisteredApplication,
} from './auth/proof.ts';
export { oneNamespace, wcfDefaults, wcfProfile, type Namespaces } from './contract/built-in.ts';
export type { Load } from './contract/documents.ts';
export * from './contract/profile.ts';
export { difference } from './contract/difference.ts';
export { profileFrom, profileFromText, type ReadProfile } from './contract/wsdl.ts';
export { learn, noConnection, soapConnector, type SoapAddress } from './client/connector.ts';
export type { Contract } from './client/service.ts';
export { fileMemory, forgetfulMemory, type HostMemory } from './host/memory.ts';
export { soapHost, type HostOptions, type SoapHost } from './host/serve.ts';
export { wsdlText } from './host/wsdl-text.ts';
export { illegalIn } from './wire/text.ts';
export {
  type Message,
  MessageReader,
  type ReadLimits,
  type ReadObject,
  type ReadOptions,
  type ReadValue,
} from './wire/read.ts';
export { type Pairs, writeMessage, type WireValue } from './wire/write.ts';
