/** Persons that belong to projects. Not synced, so no row of the feed. */
import type { Queryable } from '../database.ts';

export const projectMembers = async (db: Queryable, projectId: number): Promise<number[]> =>
  (
    await db.query<{ id: number }>(
      `select p.id from project_member m join person p on p.id = m.person_id
       where m.project_id = $1 and not p.deleted order by lower(p.last_name), lower(p.first_name), p.id`,
      [projectId],
    )
  ).map(({ id }) => id);

/** False: one of them does not exist, or the person is a member already. */
export const addProjectMember = async (db: Queryable, projectId: number, personId: number): Promise<boolean> =>
  (await db.run(
    `insert into project_member (project_id, person_id)
     select p.id, q.id from project p, person q where p.id = $1 and q.id = $2 and not p.deleted and not q.deleted
     on conflict do nothing`,
    [projectId, personId],
  )) > 0;

export const removeProjectMember = async (db: Queryable, projectId: number, personId: number): Promise<boolean> =>
  (await db.run('delete from project_member where project_id = $1 and person_id = $2', [projectId, personId])) > 0;
