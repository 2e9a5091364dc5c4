/** Keys in PEM files, as commands are given them. */
import { readFile } from 'node:fs/promises';
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import { publicKeyFrom, type RegisteredKey, type SigningKey, signingKeyFrom } from '@kobling/soap';
import { messageOf } from '../../../operator.ts';

async function textOf(file: string): Promise<Outcome<string>> {
  try {
    return done(await readFile(file, 'utf8'));
  } catch (error) {
    return rejected('connector.keyFile', `The key file ${file} cannot be read: ${messageOf(error)}`);
  }
}

/** Rejected with the file's name. */
export async function signingKeyIn(file: string): Promise<Outcome<SigningKey>> {
  const text = await textOf(file);
  return text.status === 'done' ? named(file, signingKeyFrom(text.value)) : text;
}

/** One or several keys in each file, all of which must be good. Rejected with the file's name. */
export async function publicKeysIn(files: readonly string[]): Promise<Outcome<readonly RegisteredKey[]>> {
  const keys: RegisteredKey[] = [];
  for (const file of files) {
    const text = await textOf(file);
    if (text.status !== 'done') return text;
    for (const pem of text.value.split(/(?<=-----END [A-Z ]+-----)/)) {
      if (pem.trim() === '') continue;
      const key = named(file, publicKeyFrom(pem));
      if (key.status !== 'done') return key;
      keys.push({ pem });
    }
  }
  return done(keys);
}

const named = <T>(file: string, outcome: Outcome<T>): Outcome<T> =>
  outcome.status === 'done'
    ? outcome
    : { ...outcome, reason: { ...outcome.reason, message: `${file}: ${textIn('en', outcome.reason.message)}` } };
