/** A WSDL given as a file, where a service publishes none or a CRM expects names of its own. */
import { readFile } from 'node:fs/promises';
import { CommandFailed } from '../../context.ts';

/** Its text. Throws CommandFailed `wsdl.file`. */
export async function wsdlFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandFailed({
      code: 'wsdl.file',
      message: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
