/** A form that is sent twice adds one record, with what was typed last: its key is stored with the record that it made. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Outcome } from '@kobling/sdk';
import type { Database } from '../database.ts';
import { type Author, createEntity, updateEntity } from './entity.ts';
import type { Values } from './values.ts';

/**
 * @param key drawn by the form; known for a day
 * Rejected as `createEntity`; then the key is free for the corrected form. Two at a time: the second waits for the first.
 */
export async function addOnce(
  db: Database,
  key: string,
  kind: EntityKind,
  values: Values,
  author: Author,
): Promise<Outcome<EntityRef>> {
  // A refusal has written nothing but the key, which must not stay: it is given back in the same transaction.
  return db.transaction(async (tx): Promise<Outcome<EntityRef>> => {
    await tx.run(`delete from form_sent where at < now() - interval '1 day'`);
    const taken = await tx.run(
      'insert into form_sent (key, entity, entity_id) values ($1, $2, 0) on conflict (key) do nothing',
      [key, kind],
    );
    if (taken === 0) {
      const [sent] = await tx.query<EntityRef>('select entity as kind, entity_id as id from form_sent where key = $1', [
        key,
      ]);
      if (sent !== undefined) {
        // Typed on after the answer was lost: the record has the newest values too.
        const kept = await updateEntity(tx, sent, values, author);
        return kept.status === 'rejected' ? kept : done(sent);
      }
    }
    const made = await createEntity(tx, kind, values, author);
    if (made.status !== 'done') {
      await tx.run('delete from form_sent where key = $1', [key]);
      return made;
    }
    await tx.run('update form_sent set entity_id = $2 where key = $1', [key, made.value.ref.id]);
    return done(made.value.ref);
  });
}
