import { z } from 'zod';
import { idSchema, languageSchema } from './words.ts';

export const roleSchema = z.enum(['administrator', 'user']);

export const sessionSchema = z.object({
  user: z.object({ id: idSchema, name: z.string(), fullName: z.string(), role: roleSchema }).nullable(),
  /** Sent back in `csrfHeader`; null while nobody is logged in. */
  csrf: z.string().nullable(),
  /** The user's own; without a user the best of Accept-Language. */
  language: languageSchema,
  /** No administrator yet: only the one-time link leads on. */
  needsSetup: z.boolean(),
  /** What the CRM is called in labels, "CRM" by default. */
  crmName: z.string(),
  version: z.string(),
  /** Cards have the ERP tab: the user's and the site's licence, and an active connection that is open to them (rule 14). */
  erpTab: z.boolean(),
  /** The provider through which one may log in: `GET /api/openid/start?next=/path`. Null: there is none. */
  openid: z.object({ name: z.string() }).nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** `leaveTo`: where the browser goes to be logged out of the OpenID provider too. */
export const logoutSchema = z.object({ ok: z.literal(true), leaveTo: z.string().nullable() });

export const minPasswordLength = 12;
const nameSchema = z.string().trim().min(1).max(100);
/** Makes the first administrator and logs in. */
export const setupSchema = z.object({
  token: z.string().min(1).max(200),
  name: nameSchema,
  fullName: z.string().trim().max(200),
  password: z.string().min(minPasswordLength).max(200),
  language: languageSchema.optional(),
});
export const loginSchema = z.object({ name: nameSchema, password: z.string().min(1).max(200) });
export const languageChoiceSchema = z.object({ language: languageSchema });
