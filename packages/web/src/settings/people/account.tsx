/** My account, for everybody: name and language, password, API tokens, sessions. */
import type { Account } from '@kobling/contract';
import { NativeSelect, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { partsLike } from '../../form/draft.ts';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { peopleKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { isLanguage, languageNames, languages } from '../../language/load.ts';
import { OwnSessions } from './own-sessions.tsx';
import { OwnTokens } from './own-tokens.tsx';
import { PeoplePage, problemOf } from './page.tsx';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';

export function AccountPage() {
  const { t } = usePeopleWords();
  const hub = useHub();
  const account = useQuery({
    queryKey: [...peopleKey, 'account'],
    queryFn: ({ signal }) => hub.call('GET /api/account', {}, { signal }),
  });
  return (
    <PeoplePage title={t('nav.account')} problem={problemOf(account)}>
      {account.data === undefined ? (
        <div className="people-pair" aria-busy="true">
          <Skeleton height={260} />
          <Skeleton height={260} />
        </div>
      ) : (
        <div className="people-pair">
          <AboutMe account={account.data} />
          <Password hasPassword={account.data.user.hasPassword} />
        </div>
      )}
      <OwnTokens administrator={account.data?.user.role === 'administrator'} />
      <OwnSessions />
    </PeoplePage>
  );
}

function AboutMe({ account: { user, groups } }: { readonly account: Account }) {
  const { t, speak } = usePeopleWords();
  const { fullName, email, language } = user;
  const initial = useMemo(() => ({ fullName, email, language }), [fullName, email, language]);
  const draft = useDraft('account', initial);
  const form = draft.value;
  const save = useSend(
    async (hub, changes: typeof draft.changes) => {
      const over = partsLike(draft.over, changes);
      const saved = await hub.call('POST /api/account', { body: changes }, { over });
      await speak(saved.user.language);
    },
    {
      done: (_answer, changes) => {
        draft.saved(changes);
        notifications.show({ message: t('people.accountSaved') });
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  const reason = draft.isChanged ? undefined : t('people.nothingChanged');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason === undefined && !save.isPending) save.mutate(draft.changes);
  };
  return (
    <form className="panel stack" aria-label={user.name} onSubmit={submit} noValidate>
      <div>
        <h2>{user.name}</h2>
        <p className="quiet">
          {t(`people.role.${user.role}`)}
          {user.licensed ? ` · ${t('people.hasLicence')}` : ''}
          {groups.length === 0 ? '' : ` · ${groups.join(', ')}`}
        </p>
      </div>
      {error === undefined ? null : <Problem error={error} />}
      <Before draft={draft} error={save.error} />
      <TextInput
        label={t('setup.fullName')}
        autoComplete="name"
        maxLength={200}
        value={form.fullName}
        onChange={(event) => draft.change({ fullName: event.currentTarget.value })}
      />
      <TextInput
        label={t('people.email')}
        type="email"
        autoComplete="email"
        maxLength={254}
        error={of('email')}
        value={form.email}
        onChange={(event) => draft.change({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('shell.language')}
        value={form.language}
        data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (isLanguage(chosen)) draft.change({ language: chosen });
        }}
      />
      <div className="row">
        <ReasonedButton type="submit" reason={reason} busy={save.isPending}>
          {t('save')}
        </ReasonedButton>
      </div>
    </form>
  );
}

const shortest = 12;
const empty = { old: '', password: '', repeat: '' };

/** No draft: a password lies in no storage of the browser. */
function Password({ hasPassword }: { readonly hasPassword: boolean }) {
  const { t } = usePeopleWords();
  const [form, setForm] = useState(empty);
  const save = useSend(
    (hub) => hub.call('POST /api/account/password', { body: { old: form.old, password: form.password } }),
    {
      done: () => {
        setForm(empty);
        notifications.show({ message: t('people.passwordChanged') });
      },
    },
  );
  const { error, of } = useSaid()(save.error);
  const reason = !hasPassword
    ? t('people.error.user.noPassword')
    : form.old === ''
      ? t('people.needOld')
      : form.password.length < shortest
        ? t('setup.length', { count: shortest })
        : form.repeat !== form.password
          ? t('setup.mismatch')
          : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason === undefined && !save.isPending) save.mutate(undefined);
  };
  const field = (name: keyof typeof empty) => ({
    value: form[name],
    onChange: (event: FormEvent<HTMLInputElement>) => setForm({ ...form, [name]: event.currentTarget.value }),
    error: of(name),
    visibilityToggleButtonProps: { 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 },
  });
  return (
    <form className="panel stack" aria-label={t('people.changePassword')} onSubmit={submit} noValidate>
      <h2>{t('people.changePassword')}</h2>
      {error === undefined ? null : <Problem error={error} />}
      <PasswordInput label={t('people.oldPassword')} autoComplete="current-password" {...field('old')} />
      <PasswordInput
        label={t('people.newPassword')}
        description={t('setup.length', { count: shortest })}
        autoComplete="new-password"
        {...field('password')}
      />
      <PasswordInput label={t('setup.repeat')} autoComplete="new-password" {...field('repeat')} />
      <div className="row">
        <ReasonedButton type="submit" reason={reason} busy={save.isPending}>
          {t('people.changePassword')}
        </ReasonedButton>
      </div>
    </form>
  );
}

interface BeforeProps {
  readonly draft: Draft<Pick<Account['user'], 'fullName' | 'email' | 'language'>>;
  readonly error: unknown;
}
/** What another window saved since. */
function Before({ draft, error }: BeforeProps) {
  const { t } = usePeopleWords();
  return (
    <Meanwhile
      draft={draft}
      error={error}
      parts={{
        fullName: { label: t('setup.fullName') },
        email: { label: t('people.email') },
        language: { label: t('shell.language'), shown: (chosen) => languageNames[chosen] },
      }}
    />
  );
}
