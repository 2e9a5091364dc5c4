/** Users, groups, licences, tokens and sessions, as an administrator sees them; and what a person does with their own account. */
import { z } from 'zod';
import { minPasswordLength, roleSchema } from './session.ts';
import { countSchema, idSchema, idTextSchema, languageSchema, timeSchema } from './words.ts';

const userNameSchema = z.string().trim().min(1).max(100);
const passwordSchema = z.string().min(minPasswordLength).max(200);

export const userSchema = z.object({
  id: idSchema,
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  role: roleSchema,
  /** Holds the licence for the ERP tab. */
  licensed: z.boolean(),
  active: z.boolean(),
  language: languageSchema,
  /** False: waits for a one-time link to be used, or logs in another way. */
  hasPassword: z.boolean(),
  groups: z.array(idSchema),
});
export type User = z.infer<typeof userSchema>;
export const usersSchema = z.object({ users: z.array(userSchema) });
export const userParamsSchema = z.object({ id: idTextSchema });

const userFields = {
  fullName: z.string().trim().max(200),
  email: z.string().trim().max(254),
  role: roleSchema,
  licensed: z.boolean(),
  language: languageSchema,
  groups: z.array(idSchema).max(10_000),
} as const;
/** Without a password a one-time link is made. */
export const newUserSchema = z.object({ name: userNameSchema, ...userFields, password: passwordSchema.optional() });
export const userChangeSchema = z.object({ name: userNameSchema, ...userFields, active: z.boolean() }).partial();
/** Follows the hub's address; shown once. */
export const userLinkSchema = z.object({ path: z.string(), until: timeSchema });
export type UserLink = z.infer<typeof userLinkSchema>;
export const userAddedSchema = z.object({ user: userSchema, link: userLinkSchema.nullable() });
export const userPasswordSchema = z.object({ password: passwordSchema });

export const openSessionSchema = z.object({
  no: idSchema,
  createdAt: timeSchema,
  usedAt: timeSchema,
  expiresAt: timeSchema,
  address: z.string(),
  /** As the browser calls itself. */
  agent: z.string(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;
export const openSessionsSchema = z.object({ sessions: z.array(openSessionSchema) });
export const userSessionParamsSchema = z.object({ id: idTextSchema, no: idTextSchema });
export const ownSessionParamsSchema = z.object({ no: idTextSchema });
export const sessionsEndedSchema = z.object({ ended: countSchema });

export const groupSchema = z.object({
  id: idSchema,
  name: z.string(),
  members: z.array(idSchema),
  /** Names of the connections that are open to it. */
  connections: z.array(z.string()),
});
export type Group = z.infer<typeof groupSchema>;
export const groupsSchema = z.object({ groups: z.array(groupSchema) });
const membersSchema = z.array(idSchema).max(100_000);
export const newGroupSchema = z.object({ name: userNameSchema, members: membersSchema });
export const groupAddedSchema = z.object({ id: idSchema });
export const groupChangeSchema = newGroupSchema.partial();

export const licencesSchema = z.object({
  /** ERP Sync as a whole. */
  site: z.boolean(),
  /** How many users may hold one; null: as many as there are. */
  most: countSchema.nullable(),
  /** New users get one. */
  everyone: z.boolean(),
  /** Active users who hold one. */
  used: countSchema,
});
export type Licences = z.infer<typeof licencesSchema>;
export const siteLicenceChangeSchema = z
  .object({ site: z.boolean(), most: countSchema.max(1_000_000).nullable(), everyone: z.boolean() })
  .partial();
export const userLicenceChangeSchema = z.object({ userIds: membersSchema, licensed: z.boolean() });

export const tokenScopeSchema = z.enum(['read', 'use', 'settings']);
export type TokenScope = z.infer<typeof tokenScopeSchema>;
export const apiTokenSchema = z.object({
  id: idSchema,
  owner: z.string(),
  name: z.string(),
  scope: tokenScopeSchema,
  createdAt: timeSchema,
  /** Null: never. */
  usedAt: timeSchema.nullable(),
  /** Null: it does not expire. */
  expiresAt: timeSchema.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;
export const apiTokensSchema = z.object({ tokens: z.array(apiTokenSchema) });
export const newTokenSchema = z.object({
  name: z.string().trim().min(1).max(100),
  scope: tokenScopeSchema,
  /** From now; null: it does not expire. */
  days: z.int().min(1).max(3_650).nullable(),
});
/** The only time that the token is said. */
export const tokenMadeSchema = z.object({ id: idSchema, token: z.string() });

export const accountSchema = z.object({
  user: userSchema.omit({ groups: true }),
  /** Names of the groups one is in. */
  groups: z.array(z.string()),
});
export type Account = z.infer<typeof accountSchema>;
export const accountChangeSchema = z
  .object({ fullName: userFields.fullName, email: userFields.email, language: languageSchema })
  .partial();
export const ownPasswordSchema = z.object({ old: z.string().min(1).max(200), password: passwordSchema });

const linkTokenSchema = z.string().min(1).max(200);
export const welcomeQuestionSchema = z.object({ token: linkTokenSchema });
/** Whose link it is. */
export const welcomeSchema = z.object({ name: z.string() });
export const welcomeAnswerSchema = z.object({ token: linkTokenSchema, password: passwordSchema });
