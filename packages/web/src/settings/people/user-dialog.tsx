/** A user: added with a one-time link or a password, changed, deactivated; and a new link for who forgot theirs. */
import type { Group, RequestOf, ResponseOf, User, UserLink } from '@kobling/contract';
import { Checkbox, NativeSelect, PasswordInput, Radio, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { partsLike } from '../../form/draft.ts';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import type { Hub } from '../../hub/client.ts';
import { usePeopleWords } from '../../language/people/index.ts';
import { isLanguage, languageNames, languages } from '../../language/load.ts';
import type { Place } from '../../form/place.ts';
import { useSaid } from './problem-words.ts';
import { ShownOnce } from './shown-once.tsx';
import { TickList } from './tick-list.tsx';
import { useSend } from './use-people.ts';

interface Props {
  readonly user: User | undefined;
  readonly groups: readonly Group[];
  readonly place: Place;
}
const blank = {
  name: '',
  fullName: '',
  email: '',
  role: 'user' as User['role'],
  language: 'en' as User['language'],
  licensed: false,
  active: true,
  groups: [] as readonly number[],
  byLink: true,
  password: '',
};
type Form = typeof blank;
const shortest = 12;

export function UserDialog({ user, groups, place }: Props) {
  const { t, format, language } = usePeopleWords();
  const initial = useMemo(
    (): Form => (user === undefined ? { ...blank, language } : { ...blank, ...user }),
    [user, language],
  );
  const draft = useDraft(`user.${user?.id ?? 'new'}`, initial, ['password']);
  const form = draft.value;
  const [link, setLink] = useState<UserLink & { readonly name: string }>();
  const send = useSave(user, draft.name, (made, name) => {
    draft.drop();
    if (made === null) place.close();
    else setLink({ ...made, name });
  });
  const { error, of } = useSaid()(send.error);
  const needsPassword = user === undefined && !form.byLink;
  const reason =
    form.name.trim() === ''
      ? t('people.needName')
      : needsPassword && form.password.length < shortest
        ? t('setup.length', { count: shortest })
        : undefined;
  if (link !== undefined)
    return (
      <ShownOnce
        title={t('people.linkOf', { name: link.name })}
        text={t('people.linkText', { until: format.exact(link.until) })}
        label={t('people.link')}
        value={`${window.location.origin}${link.path}`}
        onClose={place.close}
      />
    );
  return (
    <FormDialog
      opened
      title={user === undefined ? t('people.addUser') : user.name}
      onClose={place.close}
      onSubmit={() => send.mutate({ form, changes: draft.changes, over: partsLike(draft.over, draft.changes) })}
      submit={t('save')}
      reason={reason}
      busy={send.isPending}
      error={error}
      actions={
        user === undefined ? undefined : (
          <Access user={user} place={place} made={(found) => setLink({ ...found, name: user.name })} />
        )
      }
    >
      <Before draft={draft} error={send.error} groups={groups} />
      <Fields form={form} change={draft.change} of={of} isNew={user === undefined} />
      <TickList
        legend={t('groups')}
        empty={t('people.noGroupsYet')}
        choices={groups.map(({ id, name }) => ({ id, name }))}
        chosen={form.groups}
        change={(next) => draft.change({ groups: next })}
      />
      {user === undefined ? <HowIn form={form} change={draft.change} of={of} /> : null}
    </FormDialog>
  );
}

const namesOf = (groups: readonly Group[], ids: readonly number[]): string =>
  groups
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ');

interface ToSend {
  readonly form: Form;
  readonly changes: Partial<Form>;
  readonly over: Partial<Form>;
}
function useSave(user: User | undefined, draft: string, done: (link: UserLink | null, name: string) => void) {
  const { t } = usePeopleWords();
  return useSend(
    async (hub, { form, changes, over }: ToSend) => {
      if (user !== undefined) {
        const { byLink: _byLink, password: _password, groups, ...rest } = changes;
        const body = { ...rest, ...(groups !== undefined && { groups: [...groups] }) };
        await hub.call('POST /api/settings/users/:id', { params: { id: user.id }, body }, { over });
        return null;
      }
      const { byLink, password, active: _active, groups, ...rest } = form;
      const body = { ...rest, groups: [...groups], ...(byLink ? {} : { password }) };
      const made = changeMade(hub, body);
      return (await hub.call('POST /api/settings/users', { body }, { draft, made })).link;
    },
    {
      done: (link, { form }) => {
        notifications.show({ message: t('people.saved', { name: form.name }) });
        done(link, form.name);
      },
    },
  );
}

type Added = ResponseOf<'POST /api/settings/users'>;
/** Made before with a lost answer, the user becomes what is wanted now, and comes in as is chosen now. */
const changeMade =
  (hub: Hub, { password, ...body }: RequestOf<'POST /api/settings/users'>['body']) =>
  async ({ user: { id }, link }: Added): Promise<Added> => {
    const params = { id };
    const user = await hub.call('POST /api/settings/users/:id', { params, body });
    if (password === undefined)
      return { user, link: link ?? (await hub.call('POST /api/settings/users/:id/link', { params })) };
    await hub.call('POST /api/settings/users/:id/password', { params, body: { password } });
    return { user, link: null };
  };

interface FieldProps {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly of: (field: string) => string | null;
}
function Fields({ form, change, of, isNew }: FieldProps & { readonly isNew: boolean }) {
  const { t } = usePeopleWords();
  const text = (name: 'name' | 'fullName' | 'email') => ({
    value: form[name],
    error: of(name),
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className="people-pair">
        <TextInput
          label={t('login.name')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          {...text('name')}
        />
        <TextInput label={t('setup.fullName')} maxLength={200} {...text('fullName')} />
      </div>
      <TextInput label={t('people.email')} type="email" maxLength={254} {...text('email')} />
      <div className="people-pair">
        <NativeSelect
          label={t('people.role')}
          description={t(`people.roleHint.${form.role}`)}
          error={of('role')}
          value={form.role}
          data={(['user', 'administrator'] as const).map((role) => ({ value: role, label: t(`people.role.${role}`) }))}
          onChange={(event) =>
            change({ role: event.currentTarget.value === 'administrator' ? 'administrator' : 'user' })
          }
        />
        <NativeSelect
          label={t('shell.language')}
          description={t('people.languageHint')}
          value={form.language}
          data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            if (isLanguage(chosen)) change({ language: chosen });
          }}
        />
      </div>
      <Checkbox
        label={t('people.hasLicence')}
        error={of('licensed')}
        checked={form.licensed}
        onChange={(event) => change({ licensed: event.currentTarget.checked })}
      />
      {isNew ? null : (
        <Checkbox
          label={t('people.active')}
          description={t('people.activeHint')}
          checked={form.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

/** How a new user comes in. */
function HowIn({ form, change, of }: FieldProps) {
  const { t } = usePeopleWords();
  return (
    <>
      <Radio.Group
        label={t('people.howIn')}
        value={form.byLink ? 'link' : 'password'}
        onChange={(how) => change({ byLink: how === 'link' })}
      >
        <div className="people-choices">
          <Radio value="link" label={t('people.byLink')} />
          <Radio value="password" label={t('people.byPassword')} />
        </div>
      </Radio.Group>
      {form.byLink ? null : (
        <PasswordInput
          label={t('login.password')}
          description={t('setup.length', { count: shortest })}
          error={of('password')}
          autoComplete="new-password"
          value={form.password}
          onChange={(event) => change({ password: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show'), 'aria-hidden': false, tabIndex: 0 }}
        />
      )}
    </>
  );
}

function Access({
  user,
  place,
  made,
}: {
  readonly user: User;
  readonly place: Place;
  readonly made: (link: UserLink) => void;
}) {
  const { t } = usePeopleWords();
  const make = useSend((hub, id: number) => hub.call('POST /api/settings/users/:id/link', { params: { id } }), {
    done: made,
  });
  return (
    <>
      <ReasonedButton
        variant="default"
        reason={user.active ? undefined : t('people.inactiveNoLink')}
        busy={make.isPending}
        onClick={() => make.mutate(user.id)}
      >
        {t('people.newLink')}
      </ReasonedButton>
      <ReasonedButton variant="default" onClick={() => place.open('sessions', user.id)}>
        {t('people.sessions')}
      </ReasonedButton>
    </>
  );
}

interface BeforeProps {
  readonly draft: Draft<Form>;
  readonly error: unknown;
  readonly groups: readonly Group[];
}
/** What was typed before, and what another window saved since. */
function Before({ draft, error, groups }: BeforeProps) {
  const { t } = usePeopleWords();
  return (
    <>
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={error}
        parts={{
          name: { label: t('login.name') },
          fullName: { label: t('setup.fullName') },
          email: { label: t('people.email') },
          role: { label: t('people.role'), shown: (role) => t(`people.role.${role}`) },
          language: { label: t('shell.language'), shown: (chosen) => languageNames[chosen] },
          licensed: { label: t('people.hasLicence') },
          active: { label: t('people.active') },
          groups: { label: t('groups'), shown: (ids) => namesOf(groups, ids) },
        }}
      />
    </>
  );
}
