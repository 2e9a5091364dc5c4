/**
 * The connector protocol's SOAP carriage. contract/ says what a service looks like on the wire, learnt from its WSDL; wire/
 * writes and reads its messages.
 */
export { oneNamespace, wcfDefaults, wcfProfile, type Namespaces } from './contract/built-in.ts';
export type { Load } from './contract/documents.ts';
export * from './contract/profile.ts';
export { profileFrom, type ReadProfile } from './contract/wsdl.ts';
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
