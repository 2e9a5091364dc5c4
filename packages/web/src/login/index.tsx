import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { HubError } from '../hub/client.ts';
import { useHub, useSession, useSessionEndedByItself, useTakeSession } from '../hub/hub.tsx';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { Doorstep } from './doorstep.tsx';

/** The page asked for stays in the address: after logging in, one is there. */
export function Login() {
  const { t } = useLanguage();
  const hub = useHub();
  const takeSession = useTakeSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => hub.call('POST /api/login', { body: { name: name.trim(), password } }),
    onSuccess: takeSession,
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!login.isPending) login.mutate();
  };
  return (
    <Doorstep title={t('login.title')}>
      {login.error !== null ? <Problem error={login.error} /> : <ReturnedProblem />}
      <form className="stack" onSubmit={submit}>
        <TextInput
          size="sm"
          label={t('login.name')}
          name="name"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          size="sm"
          label={t('login.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 }}
        />
        <Button type="submit" size="sm" fullWidth aria-disabled={login.isPending}>
          {t('login.title')}
        </Button>
      </form>
      <ByOpenId />
    </Doorstep>
  );
}

/** The provider sends people back with what went wrong in the address; the page knows only these. Else a session may have ended. */
const returned = ['openidAway', 'openidFailed', 'openidRefused'];
function ReturnedProblem() {
  const hasEnded = useSessionEndedByItself();
  const given = new URLSearchParams(window.location.search).get('problem') ?? '';
  const code = returned.includes(given) ? given : hasEnded ? 'notLoggedIn' : undefined;
  if (code === undefined) return null;
  return <Problem error={new HubError(401, { code, message: '', remedy: '' })} />;
}

/** A link, not a call: the browser leaves for the provider's own page and comes back to the page asked for. */
function ByOpenId() {
  const { t } = useLanguage();
  const provider = useSession().data?.openid ?? null;
  if (provider === null) return null;
  const { pathname, search } = window.location;
  const next = new URLSearchParams(search).has('problem') ? '/' : pathname + search;
  return (
    <Button
      component="a"
      href={`/api/openid/start?next=${encodeURIComponent(next)}`}
      variant="default"
      size="sm"
      fullWidth
    >
      {t('login.openid', { name: provider.name })}
    </Button>
  );
}
