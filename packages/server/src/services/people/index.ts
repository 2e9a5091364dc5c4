/**
 * People and what they may do: users (users.ts) and how they get in (passwords.ts, sessions.ts, tokens.ts), groups, the two
 * licences of rule 14, and the trail of who changed what (trail.ts). Every change leaves a line in that trail; passwords,
 * tokens and links never do.
 */
export * from './groups.ts';
export * from './licences.ts';
export type { PeopleHub } from './people-hub.ts';
export * from './passwords.ts';
export * from './sessions.ts';
export * from './tokens.ts';
export * from './trail.ts';
export * from './users.ts';
