/** A connector from a module of its author's. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connector } from '@kobling/sdk';
import { CommandFailed, exitCodes } from '../../context.ts';

/** A module's connector: an exported object, or what an exported function without arguments makes. */
export async function loadConnector(file: string): Promise<Connector> {
  const refuse = (code: string, message: string): CommandFailed =>
    new CommandFailed({ code, message }, exitCodes.usage);
  let module: unknown;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw refuse(
      'connector.module',
      `The module ${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const exported = typeof module === 'object' && module !== null ? Object.values(module) : [];
  for (const item of exported) {
    if (isConnector(item)) return item;
    if (typeof item !== 'function' || item.length > 0 || !/connector/i.test(item.name)) continue;
    try {
      const made: unknown = item();
      if (isConnector(made)) return made;
    } catch {
      // Some other function of the module, which wants to be called otherwise.
    }
  }
  throw refuse(
    'connector.noConnector',
    `The module ${file} exports no connector: an object with name, displayName, configFields, testConfig and open, or a function that makes one.`,
  );
}

function isConnector(item: unknown): item is Connector {
  if (typeof item !== 'object' || item === null) return false;
  const part = (name: string): unknown => Reflect.get(item, name);
  return (
    typeof part('name') === 'string' &&
    typeof part('displayName') === 'string' &&
    ['configFields', 'testConfig', 'open'].every((name) => typeof part(name) === 'function')
  );
}
