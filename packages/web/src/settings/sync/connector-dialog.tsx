/** Add or configure a Sync Connector: an installed one, a registered application or an address; tried on OK, kept all the same. */
import type { ConnectorAnswers, SyncConnector, SyncSettings } from '@kobling/contract';
import { Input, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { type Draft, useDraft } from '../../form/use-draft.ts';
import type { CallOptions } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { ConnectorResult, type ConnectorTried } from './connector-result.tsx';
import type { Place } from './place.ts';
import { useLookAgain } from './use-settings.ts';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
}

export function ConnectorDialog({ settings, place }: Props) {
  const edited = settings.connectors.find(({ id, deleted }) => id === place.connector && !deleted);
  if (place.dialog === 'add-connector') return <ConnectorForm settings={settings} place={place} edited={undefined} />;
  if (place.dialog === 'connector' && edited !== undefined)
    return <ConnectorForm key={edited.id} settings={settings} place={place} edited={edited} />;
  return null;
}

/** As much as the hub reads of a request's body. */
const longestWsdl = 900_000;

function ConnectorForm({ settings, place, edited }: Props & { readonly edited: SyncConnector | undefined }) {
  const { t } = useSettingsWords();
  const initial = useMemo(() => ({ name: edited?.name ?? '', url: edited?.url ?? '' }), [edited]);
  const draft = useDraft(`connector.${edited?.id ?? 'new'}`, initial);
  const { name, url } = draft.value;
  const [wsdl, setWsdl] = useState<string>();
  const [tried, setTried] = useState<ConnectorTried>();
  const test = useTest(url, wsdl, setTried);
  const keep = useKeep(edited, place, draft);
  const isTried = tried?.url === url.trim() && tried.wsdl === wsdl;
  const isGood = isTried && tried.answers !== undefined && tried.answers.problems.length === 0;
  const reason = url.trim() === '' ? t('set.needUrl') : name.trim() === '' ? t('set.needName') : undefined;
  const submit = async (): Promise<void> => {
    const answers = isTried ? tried.answers : await test.mutateAsync();
    // What is missing is read before it is saved; a second press saves it as it is.
    if (isTried || answers?.problems.length === 0) keep.mutate({ name, url });
  };
  return (
    <FormDialog
      opened
      title={t(edited === undefined ? 'set.defineNewSyncConnector' : 'set.editSyncConnector')}
      onClose={place.close}
      onSubmit={() => void submit()}
      submit={isTried && !isGood ? t('set.saveAnyway') : t('set.ok')}
      reason={reason}
      busy={test.isPending || keep.isPending}
      error={keep.error}
      actions={
        <ReasonedButton
          variant="default"
          reason={url.trim() === '' ? t('set.needUrl') : undefined}
          busy={test.isPending}
          onClick={() => test.mutate()}
        >
          {t(test.isPending ? 'set.testing' : 'set.test')}
        </ReasonedButton>
      }
    >
      <Before draft={draft} error={keep.error} />
      <Chooser
        settings={settings}
        url={url}
        choose={(chosen) =>
          draft.change({ url: chosen.url, ...(name.trim() === '' && chosen.name !== '' && { name: chosen.name }) })
        }
      />
      <TextInput
        label={t('set.urlOfSyncConnector')}
        description={t('set.urlHint')}
        required
        withAsterisk={false}
        maxLength={1_023}
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => draft.change({ url: event.currentTarget.value })}
      />
      <TextInput
        label={t('name')}
        required
        withAsterisk={false}
        maxLength={250}
        value={name}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
      />
      {/^https?:/i.test(url.trim()) || url.trim().startsWith('app:') ? <WsdlFile setWsdl={setWsdl} /> : null}
      {isTried ? <ConnectorResult tried={tried} /> : null}
    </FormDialog>
  );
}

function useTest(url: string, wsdl: string | undefined, setTried: (tried: ConnectorTried) => void) {
  const hub = useHub();
  return useMutation({
    mutationFn: async (): Promise<ConnectorAnswers | undefined> => {
      const wanted = { url: url.trim(), ...(wsdl !== undefined && { wsdl }) };
      try {
        const answers = await hub.call('POST /api/settings/sync/connectors/test', { body: wanted });
        setTried({ url: wanted.url, wsdl, answers, error: undefined });
        return answers;
      } catch (error) {
        setTried({ url: wanted.url, wsdl, answers: undefined, error });
        return undefined;
      }
    },
  });
}

function useKeep(
  edited: SyncConnector | undefined,
  place: Place,
  draft: Draft<{ readonly name: string; readonly url: string }>,
) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: async (wanted: { readonly name: string; readonly url: string }) => {
      const save = (id: number | undefined, options: CallOptions<'POST /api/settings/sync/connectors'> = {}) =>
        hub.call(
          'POST /api/settings/sync/connectors',
          { body: { ...wanted, ...(id !== undefined && { id }) } },
          options,
        );
      const saved = await (edited === undefined
        ? save(undefined, { draft: draft.name, made: ({ id }) => save(id) })
        : save(edited.id, { over: draft.over }));
      await lookAgain();
      return saved;
    },
    onSuccess: ({ id, reachable }, { name }) => {
      notifications.show({ message: t(reachable ? 'set.connectorSaved' : 'set.connectorSavedAway', { name }) });
      draft.drop();
      place.set({ dialog: undefined, connector: id });
    },
  });
}

function Chooser({
  settings: { installed, applications },
  url,
  choose,
}: {
  readonly settings: SyncSettings;
  readonly url: string;
  readonly choose: (found: { readonly url: string; readonly name: string }) => void;
}) {
  const { t } = useSettingsWords();
  const found = [...installed, ...applications];
  const known = found.some((each) => each.url === url);
  return (
    <NativeSelect
      label={t('set.syncConnector')}
      data-autofocus
      value={known ? url : url === '' ? '' : 'other'}
      data={[
        { value: '', label: t('set.chooseConnector') },
        { group: t('set.installed'), items: installed.map((each) => ({ value: each.url, label: each.name })) },
        ...(applications.length === 0
          ? []
          : [
              {
                group: t('set.applications'),
                items: applications.map((each) => ({
                  value: each.url,
                  label: each.active ? each.name : t('set.inactiveApplication', { name: each.name }),
                })),
              },
            ]),
        { value: 'other', label: t('set.otherAddress') },
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        const chosen = found.find((each) => each.url === value);
        choose(chosen ?? { url: value === 'other' ? 'https://' : '', name: '' });
      }}
    />
  );
}

function WsdlFile({ setWsdl }: { readonly setWsdl: (text: string | undefined) => void }) {
  const { t } = useSettingsWords();
  const id = useId();
  const [tooLarge, setTooLarge] = useState(false);
  return (
    <Input.Wrapper
      id={id}
      label={t('set.wsdl')}
      description={t('set.wsdlHint')}
      error={tooLarge ? t('set.wsdlTooLarge') : undefined}
    >
      <input
        id={id}
        type="file"
        accept=".wsdl,.xml,text/xml,application/xml"
        className="set-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          const large = (file?.size ?? 0) > longestWsdl;
          setTooLarge(large);
          if (file === undefined || large) setWsdl(undefined);
          else void file.text().then(setWsdl);
        }}
      />
    </Input.Wrapper>
  );
}

interface BeforeProps {
  readonly draft: Draft<{ readonly name: string; readonly url: string }>;
  readonly error: unknown;
}
/** What was typed before, and what another window saved since. */
function Before({ draft, error }: BeforeProps) {
  const { t } = useSettingsWords();
  return (
    <>
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={error}
        parts={{ url: { label: t('set.urlOfSyncConnector') }, name: { label: t('name') } }}
      />
    </>
  );
}
