/** A provider whose tokens say what the test wants: what no honest one would answer. */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export interface LyingProvider {
  readonly issuer: string;
  readonly port: number;
  readonly clientId: string;
  /** Claims that differ from those of an honest token. */
  lie: JWTPayload;
  how: 'signed' | 'otherKey' | 'unsigned' | 'noToken';
  /** What its description of itself calls it. */
  metadataIssuer: string;
  /** What the hub asked for last. */
  nonce: string;
  close(): Promise<void>;
}

export async function lyingProvider(): Promise<LyingProvider> {
  const own = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const json = (body: unknown): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const path = request.url?.split('?', 1)[0];
    if (path === '/.well-known/openid-configuration')
      json({
        issuer: self.metadataIssuer,
        authorization_endpoint: `${self.issuer}/auth`,
        token_endpoint: `${self.issuer}/token`,
        jwks_uri: `${self.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    else if (path === '/jwks') json({ keys: [jwk] });
    else
      void idToken(self, own.privateKey, other.privateKey).then((token) =>
        json({ access_token: 'x', token_type: 'Bearer', ...(token === undefined ? {} : { id_token: token }) }),
      );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const self: LyingProvider = {
    issuer,
    port,
    clientId: 'kobling',
    lie: {},
    how: 'signed',
    metadataIssuer: issuer,
    nonce: '',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
async function idToken(self: LyingProvider, own: Key, other: Key): Promise<string | undefined> {
  const seconds = Math.floor(Date.now() / 1_000);
  const claims: JWTPayload = {
    iss: self.issuer,
    sub: 'liar',
    aud: self.clientId,
    nonce: self.nonce,
    iat: seconds,
    exp: seconds + 300,
    email: 'eve@example.com',
    email_verified: true,
    ...self.lie,
  };
  if (self.how === 'noToken') return undefined;
  if (self.how === 'unsigned') return new UnsecuredJWT(claims).encode();
  const key = self.how === 'otherKey' ? other : own;
  return await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
}
