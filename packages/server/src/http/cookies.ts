/**
 * Cookies of the hub. Behind a proxy that speaks https (publicUrl in operator.yaml) they carry `Secure` and the prefix that
 * binds them to this host alone; the hub itself speaks http, so that it has to be told.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, longestMs } from '../auth/index.ts';
import type { Operator } from '../operator.ts';

type Place = Pick<Operator, 'publicUrl'>;
const isSecure = ({ publicUrl }: Place): boolean => publicUrl?.startsWith('https:') === true;
const nameOf = (place: Place, name: string): string => (isSecure(place) ? `__Host-${name}` : name);

export const cookieOf = (place: Place, request: FastifyRequest, name: string): string | undefined =>
  request.cookies[nameOf(place, name)];
export const sessionCookieOf = (place: Place, request: FastifyRequest): string | undefined =>
  cookieOf(place, request, cookieName);

export function setCookie(
  place: Place,
  reply: FastifyReply,
  name: string,
  value: string,
  options: { readonly sameSite: 'strict' | 'lax'; readonly maxAge: number },
): void {
  reply.setCookie(nameOf(place, name), value, { path: '/', httpOnly: true, secure: isSecure(place), ...options });
}
export function clearCookie(place: Place, reply: FastifyReply, name: string): void {
  reply.clearCookie(nameOf(place, name), { path: '/', httpOnly: true, secure: isSecure(place) });
}

export const setSessionCookie = (place: Place, reply: FastifyReply, id: string): void =>
  setCookie(place, reply, cookieName, id, { sameSite: 'strict', maxAge: longestMs / 1_000 });
export const clearSessionCookie = (place: Place, reply: FastifyReply): void => clearCookie(place, reply, cookieName);

/** Where people open the hub, without a slash at the end. Without publicUrl only a loopback name passes the gate. */
export const baseOf = ({ publicUrl }: Place, request: FastifyRequest): string =>
  publicUrl ?? `http://${request.headers.host ?? ''}`;
