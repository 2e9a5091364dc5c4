/** Outcomes and rows of people's services in the shape of the contract. */
import type { ApiToken, OpenSession, User } from '@kobling/contract';
import type { Outcome } from '@kobling/sdk';
import type { ApiToken as StoredToken } from '@kobling/store';
import { type Call, personOf } from '../../http/api.ts';
import { type Refusal, refuseOutcome } from '../../http/errors.ts';
import type { NewLink, SessionShown, UserShown } from '../../services/index.ts';
import { knownLanguage } from '../session.ts';

/** The value in the contract's shape, or the service's own sentence. */
export const answer = <T, A>(outcome: Outcome<T>, call: Call, shape: (value: T) => A): A | Refusal =>
  outcome.status === 'done' ? shape(outcome.value) : refuseOutcome(outcome, languageOf(call));
export const ok = (outcome: Outcome<unknown>, call: Call): { readonly ok: true } | Refusal =>
  answer(outcome, call, () => ({ ok: true }) as const);

/** Of who has not logged in yet: the sentence's own. */
const languageOf = (call: Call): string => ('person' in call.request.caller ? personOf(call).language : 'en');

export const toUser = ({ groups, language, ...user }: UserShown): User => ({
  ...user,
  language: knownLanguage(language) ?? 'en',
  groups: [...groups],
});
export const toLink = ({ path, until }: NewLink) => ({ path, until: until.toISOString() });

export const toSession = ({ createdAt, usedAt, expiresAt, ...rest }: SessionShown): OpenSession => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  usedAt: usedAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const toToken = ({ id, owner, name, scope, createdAt, usedAt, expiresAt }: StoredToken): ApiToken => ({
  id,
  owner,
  name,
  scope,
  createdAt: createdAt.toISOString(),
  usedAt: usedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});
