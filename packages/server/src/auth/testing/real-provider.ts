/** `oidc-provider`, a certified OpenID provider, on a port of its own. It logs in whom the test names, without a form. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';

export interface Account {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly groups?: readonly string[];
}
export interface RealProvider {
  readonly issuer: string;
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is at the provider's log-in page. */
  who: string;
  readonly accounts: Map<string, Account>;
  /** Once the hub's address is known. */
  serve(hubUrl: string): void;
  close(): Promise<void>;
}

export async function realProvider(): Promise<RealProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => {
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const self: RealProvider = {
    issuer,
    port,
    clientId: 'kobling',
    clientSecret: 'a-secret-between-hub-and-provider',
    who: 'subject-1',
    accounts: new Map(),
    serve(hubUrl) {
      const provider = new Provider(issuer, configuration(self, hubUrl));
      const callback = provider.callback();
      handle = (request, response) => {
        if (request.url?.startsWith('/interaction/') === true) void interact(provider, self, request, response);
        else void callback(request, response);
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

const configuration = (self: RealProvider, hubUrl: string): Configuration => ({
  clients: [
    {
      client_id: self.clientId,
      client_secret: self.clientSecret,
      redirect_uris: [`${hubUrl}/api/openid/callback`],
      post_logout_redirect_uris: [`${hubUrl}/`],
    },
  ],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  cookies: { keys: ['for tests'] },
  scopes: ['openid', 'email', 'profile'],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['name', 'preferred_username', 'groups'],
  },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...self.accounts.get(sub) }) }),
});

async function interact(
  provider: Provider,
  self: RealProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: self.who } });
    return;
  }
  const grant =
    (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
    new provider.Grant({ accountId: session?.accountId ?? self.who, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant.save() } },
    { mergeWithLastSubmission: true },
  );
}
