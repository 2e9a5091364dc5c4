/** First run: the one-time link that the hub printed makes the administrator. */
import type { minPasswordLength } from '@kobling/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useStill } from '../form/still.tsx';
import { useDraft } from '../form/use-draft.ts';
import { HubError } from '../hub/client.ts';
import { useHub, useTakeSession } from '../hub/hub.tsx';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';
import { Doorstep } from '../login/doorstep.tsx';

const leastLength: typeof minPasswordLength = 12;

export function Setup() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  if (token === '') {
    return (
      <Doorstep title={t('setup.noLinkTitle')}>
        <p>{t('setup.noLink')}</p>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={t('setup.title')}>
      <p className="quiet">{t('setup.intro')}</p>
      <SetupForm token={token} />
    </Doorstep>
  );
}

const blank = { name: '', fullName: '', password: '', repeat: '' };

function SetupForm({ token }: { readonly token: string }) {
  const { t, language } = useLanguage();
  const hub = useHub();
  const goTo = useNavigate();
  const takeSession = useTakeSession();
  const draft = useDraft('setup', blank, ['password', 'repeat']);
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      hub.call('POST /api/setup', {
        body: { token, name: form.name.trim(), fullName: form.fullName.trim(), password: form.password, language },
      }),
    // The token must not stay in the address bar and its history.
    onSuccess: (session) => {
      draft.drop();
      takeSession(session);
      void goTo('/sync', { replace: true });
    },
  });
  const still = useStill<HTMLFormElement>(make.isPending);
  const problems = {
    name: form.name.trim() === '' ? t('setup.needed') : null,
    password: form.password.length < leastLength ? t('setup.length', { count: leastLength }) : null,
    repeat: form.repeat === form.password ? null : t('setup.mismatch'),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const ready = Object.values(problems).every((problem) => problem === null);
    if (ready && !make.isPending) make.mutate();
  };
  const refused = make.error instanceof HubError ? make.error.fields : {};
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: FormEvent<HTMLInputElement>) => draft.change({ [name]: event.currentTarget.value }),
    error: refused[name] ?? (tried && name !== 'fullName' ? problems[name] : null),
  });
  const eye = { 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 };
  return (
    <form className="stack" onSubmit={submit} noValidate ref={still} aria-busy={make.isPending}>
      {make.error === null ? null : <Problem error={make.error} />}
      <TextInput size="sm" label={t('login.name')} autoComplete="username" autoFocus {...field('name')} />
      <TextInput size="sm" label={t('setup.fullName')} autoComplete="name" {...field('fullName')} />
      <PasswordInput
        size="sm"
        label={t('login.password')}
        description={t('setup.length', { count: leastLength })}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        {...field('password')}
      />
      <PasswordInput
        size="sm"
        label={t('setup.repeat')}
        autoComplete="new-password"
        visibilityToggleButtonProps={eye}
        {...field('repeat')}
      />
      <Button type="submit" size="sm" fullWidth aria-disabled={make.isPending}>
        {t('setup.title')}
      </Button>
    </form>
  );
}
