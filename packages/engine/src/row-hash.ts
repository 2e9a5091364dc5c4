/** A short hash of an actor's mapped values: with an equal LastModified it says that there is nothing new to look at (H22). */
import type { Actor } from '@kobling/sdk';
import type { ActorMapping, Link } from './model.ts';

/**
 * For a link whose LastModified moves without a look at the whole row: no row has this hash. The hash of before a write, kept with
 * the stamp of after it, would call a value known that was put back within the same second. A link that had no look yet stays so.
 */
export const rowUnseen = ({ rowHash: seen }: Link): { readonly rowHash?: string } =>
  seen === null ? {} : { rowHash: '' };

export function rowHash(actor: Actor, mapping: ActorMapping): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  const mix = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    a = Math.imul(a ^ 0x1f, 2654435761);
    b = Math.imul(b ^ 0x1e, 1597334677);
  };
  for (const field of mapping.fields) mix(actor.fieldValues[field.erpField] ?? '\u0000');
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return ((b >>> 0) * 0x20_0000 + ((a >>> 0) & 0x1f_ffff)).toString(36);
}
