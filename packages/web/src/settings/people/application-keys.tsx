/** The public keys of an application, each with its days: the next one is added beside the one that goes. */
import type { Application } from '@kobling/contract';
import { Button, Fieldset, Textarea, TextInput } from '@mantine/core';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { Problem } from '../../hub/problem.tsx';
import { usePeopleWords } from '../../language/people/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { useSaid } from './problem-words.ts';
import { useSend } from './use-people.ts';

type Key = Application['keys'][number];
const dayMs = 24 * 3_600_000;
const blank = { pem: '', from: '', until: '' };

export function ApplicationKeys({ application: { clientId, keys } }: { readonly application: Application }) {
  const { t, format } = usePeopleWords();
  const day = (time: string | null, off = 0): string =>
    time === null
      ? '–'
      : format.value(new Date(Date.parse(time) - off).toISOString().slice(0, 10), 'date', { yes: '', no: '' });
  const remove = useSend((hub, kid: string) =>
    hub.call('POST /api/settings/applications/:clientId/keys/:kid/delete', { params: { clientId, kid } }),
  );
  const columns: readonly Column<Key>[] = [
    {
      key: 'kid',
      title: t('people.keyId'),
      onCard: 'title',
      cell: ({ kid }) => <code className="cut">{kid ?? t('people.unusableKey')}</code>,
    },
    { key: 'from', title: t('people.fromDay'), width: '120px', cell: ({ from }) => day(from) },
    // The store keeps the moment after the last day.
    { key: 'until', title: t('people.toDay'), width: '120px', cell: ({ until }) => day(until, dayMs) },
    {
      key: 'remove',
      title: t('people.remove'),
      width: '110px',
      onCard: 'bare',
      cell: ({ kid }) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('people.removeKey', { key: (kid ?? '').slice(0, 8) })}
          onClick={() => {
            if (!remove.isPending) remove.mutate(kid ?? '');
          }}
        >
          {t('people.remove')}
        </Button>
      ),
    },
  ];
  return (
    <Fieldset legend={t('people.keys')} className="people-ticks">
      {remove.error === null ? null : <Problem error={remove.error} />}
      {keys.length === 0 ? (
        <p className="quiet">{t('people.noKeys')}</p>
      ) : (
        <DataTable label={t('people.keys')} columns={columns} rows={keys} rowKey={(key) => key.kid ?? ''} />
      )}
      <AddKey clientId={clientId} />
    </Fieldset>
  );
}

function AddKey({ clientId }: { readonly clientId: string }) {
  const { t } = usePeopleWords();
  const draft = useDraft(`application-key.${clientId}`, blank);
  const form = draft.value;
  const add = useSend(
    (hub, { pem, from, until }: typeof blank) =>
      hub.call(
        'POST /api/settings/applications/:clientId/keys',
        { params: { clientId }, body: { pem, from: from || null, until: until || null } },
        { draft: draft.name },
      ),
    // The next one may be typed already.
    { done: (_ok, added) => draft.saved(added) },
  );
  const { error, of } = useSaid()(add.error);
  return (
    <>
      {error === undefined ? null : <Problem error={error} />}
      <Textarea
        label={t('people.pem')}
        placeholder="-----BEGIN PUBLIC KEY-----"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        error={of('pem')}
        value={form.pem}
        onChange={(event) => draft.change({ pem: event.currentTarget.value })}
      />
      <div className="people-pair">
        {(['from', 'until'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(name === 'from' ? 'people.fromDay' : 'people.toDay')}
            error={of(name)}
            value={form[name]}
            onChange={(event) => draft.change({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="row">
        <ReasonedButton
          variant="default"
          reason={form.pem.trim() === '' ? t('people.needPem') : undefined}
          busy={add.isPending}
          onClick={() => add.mutate(form)}
        >
          {t('people.addKey')}
        </ReasonedButton>
      </div>
    </>
  );
}
