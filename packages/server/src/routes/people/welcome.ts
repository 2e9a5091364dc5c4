/** The one-time link of a user: whose it is, and the password that is chosen through it. */
import type { Auth } from '../../auth/index.ts';
import type { Handlers } from '../../http/api.ts';
import { refuseOutcome } from '../../http/errors.ts';
import type { Hub } from '../../hub.ts';
import { readUserLink, setPasswordByLink } from '../../services/index.ts';
import { enterAs, originOf, sessionOf } from '../session.ts';
import { answer } from './answers.ts';

export type WelcomeRoutes = `POST /api/welcome${'' | '/whose'}`;

export const welcomeRoutes = (hub: Hub, auth: Auth): Pick<Handlers, WelcomeRoutes> => ({
  async 'POST /api/welcome/whose'({ body }, call) {
    return answer(await readUserLink(hub, body.token), call, ({ name }) => ({ name }));
  },
  async 'POST /api/welcome'({ body }, call) {
    const chosen = await setPasswordByLink(hub, body.token, body.password);
    if (chosen.status !== 'done') return refuseOutcome(chosen, 'en');
    hub.log.info('A user chose a password through a one-time link.', { name: chosen.value.name });
    const begun = await auth.sessions.begin(chosen.value, sessionOf(call.request), originOf(call.request));
    return await enterAs(hub, auth, call, begun);
  },
});
