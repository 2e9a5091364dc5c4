/**
 * Signatures in the manner of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, so that a receiver's library
 * checks them, and a message that was recorded cannot be sent again later with another time.
 */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
/** 32 random bytes, in the form that receivers' libraries take. */
export const newWebhookSecret = (): string => prefix + randomBytes(32).toString('base64');

export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export function signedHeaders(secret: string, id: string, at: Date, body: string): SignedHeaders {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
