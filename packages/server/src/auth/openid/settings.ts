/** `openid` in operator.yaml: whose accounts are let in, and as whom. Only the person who runs the machine decides it. */
import { isIP } from 'node:net';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { z } from 'zod';
import { classify } from '../../egress/classify.ts';
import { type EgressRule, hostOf, refusalOfUrl } from '../../egress/rules.ts';

export interface OpenIdSettings {
  /** Exactly as the provider calls itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client; PKCE alone protects the code. */
  readonly clientSecret: string | undefined;
  /** On the button of the log-in page. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** By what an account that logs in for the first time is somebody we know. */
  readonly match: 'email' | 'username' | 'none';
  readonly newUsers: 'refuse' | 'make';
  readonly groupsClaim: string;
  /** Without one of these groups nobody is let in; empty: everybody is. */
  readonly allowed: readonly string[];
  /** Who is in one of these is an administrator; empty: the provider makes none. */
  readonly administrators: readonly string[];
  readonly logout: 'hub' | 'everywhere';
}

const groups = z.array(z.string().min(1).max(300)).max(100);
/** The secret is a reference, resolved by the caller. */
export const openIdSchema = <R extends z.ZodType>(reference: R) =>
  z.strictObject({
    issuer: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1).max(300),
    clientSecret: reference.optional(),
    name: z.string().min(1).max(60).optional(),
    scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).optional(),
    match: z.enum(['email', 'username', 'none']).optional(),
    newUsers: z.enum(['refuse', 'make']).optional(),
    groups: z
      .strictObject({
        claim: z.string().min(1).optional(),
        allowed: groups.optional(),
        administrators: groups.optional(),
      })
      .optional(),
    logout: z.enum(['hub', 'everywhere']).optional(),
  });
type OpenIdFile = Omit<z.infer<ReturnType<typeof openIdSchema>>, 'clientSecret'>;

interface Surroundings {
  readonly secret: string | undefined;
  readonly egress: readonly EgressRule[];
  readonly host: string;
  readonly publicUrl: string | undefined;
}

/** Rejected `operator.openid`: the provider may not be called, or cannot find back. */
export function openIdSettings(file: OpenIdFile, around: Surroundings): Outcome<OpenIdSettings> {
  const { issuer } = file;
  const url = new URL(issuer);
  const refuse = (why: string): Outcome<never> => rejected('operator.openid', `operator.yaml: openid: ${why}`);
  const isHere = isLoopback(hostOf(url));
  if (url.protocol !== 'https:' && !isHere)
    return refuse(`the issuer ${issuer} is not https; whoever sits on the way could log in as anybody.`);
  const refused = refusalOfUrl(url, around.egress);
  if (refused !== undefined) return refuse(refused);
  if (around.publicUrl === undefined && !isLoopback(around.host))
    return refuse('it needs publicUrl, the address to which the provider sends people back.');
  const { name, scopes, match, newUsers, logout } = file;
  return done({
    issuer,
    clientId: file.clientId,
    clientSecret: around.secret,
    name: name ?? url.hostname,
    scopes: [...new Set(['openid', ...(scopes ?? ['email', 'profile'])])],
    match: match ?? 'email',
    newUsers: newUsers ?? 'refuse',
    groupsClaim: file.groups?.claim ?? 'groups',
    allowed: file.groups?.allowed ?? [],
    administrators: file.groups?.administrators ?? [],
    logout: logout ?? 'hub',
  });
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && classify(host) === 'loopback');
