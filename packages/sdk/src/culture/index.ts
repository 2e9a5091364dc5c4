/**
 * Connectors that write numbers and dates as their culture does, where the protocol wants them encoded. Reading order:
 * cultures.ts (what is known), read.ts (one value), connection.ts (the one place where it is applied).
 */
export { connectorInCulture, inCulture } from './connection.ts';
export { type Culture, type CultureExample, cultureExample, cultureOf, cultures } from './cultures.ts';
export { readInCulture } from './read.ts';
