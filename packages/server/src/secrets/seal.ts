/** AES-256-GCM with additional data: bytes sealed for one place open at no other (S1). */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const format = 1;
const ivBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** Layout: format byte, 12 bytes IV, 16 bytes tag, ciphertext. `place` names where the result will be stored. */
export function seal(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), body]);
}

/** Undefined when the key, the place or the bytes are not those that were sealed. */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer | undefined {
  if (sealed[0] !== format || sealed.length < 1 + ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

export const newKey = (): Buffer => randomBytes(keyBytes);
/** Names a key without telling anything about it. */
export const keyIdOf = (key: Buffer): string =>
  createHash('sha256').update('kobling key id').update(key).digest('hex').slice(0, 16);
