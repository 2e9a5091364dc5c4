/** A user's one-time link: the first password, or a new one. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useHub, useTakeSession } from '../../hub/hub.tsx';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { Doorstep } from '../../login/doorstep.tsx';
import { useSaid } from './problem-words.ts';

const shortest = 12;

export function Welcome() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const whose = useQuery({
    queryKey: ['welcome', token],
    queryFn: () => hub.call('POST /api/welcome/whose', { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { error } = useSaid()(token === '' ? undefined : whose.error);
  return (
    <Doorstep title={t('people.welcome')}>
      {token === '' ? <p>{t('people.error.user.linkInvalid')}</p> : null}
      {error === undefined ? null : <Problem error={error} />}
      {whose.data === undefined ? null : <ChoosePassword token={token} name={whose.data.name} />}
    </Doorstep>
  );
}

function ChoosePassword({ token, name }: { readonly token: string; readonly name: string }) {
  const { t } = usePeopleWords();
  const hub = useHub();
  const goTo = useNavigate();
  const takeSession = useTakeSession();
  const [form, setForm] = useState({ password: '', repeat: '' });
  const [tried, setTried] = useState(false);
  const choose = useMutation({
    mutationFn: () => hub.call('POST /api/welcome', { body: { token, password: form.password } }),
    // The link is used up: it must not stay in the address bar and its history.
    onSuccess: (session) => {
      void goTo('/sync', { replace: true });
      takeSession(session);
    },
  });
  const { error, of } = useSaid()(choose.error);
  const problems = {
    password: form.password.length < shortest ? t('setup.length', { count: shortest }) : null,
    repeat: form.repeat === form.password ? null : t('setup.mismatch'),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (problems.password === null && problems.repeat === null && !choose.isPending) choose.mutate();
  };
  const field = (part: keyof typeof form) => ({
    value: form[part],
    onChange: (event: FormEvent<HTMLInputElement>) => setForm({ ...form, [part]: event.currentTarget.value }),
    error: of(part) ?? (tried ? problems[part] : null),
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 },
  });
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{t('people.welcomeText', { name })}</p>
      {error === undefined ? null : <Problem error={error} />}
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordInput
        size="sm"
        label={t('login.password')}
        description={t('setup.length', { count: shortest })}
        autoFocus
        {...field('password')}
      />
      <PasswordInput size="sm" label={t('setup.repeat')} {...field('repeat')} />
      <Button type="submit" size="sm" fullWidth aria-disabled={choose.isPending}>
        {t('people.choosePassword')}
      </Button>
    </form>
  );
}
