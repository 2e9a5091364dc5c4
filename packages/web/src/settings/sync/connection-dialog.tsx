/** Define new ERP connection, and Edit ERP connection: name, connector, scope, what the connector asks for; tested, then saved. */
import type { ConfigField, ConnectionDetail, SyncConnector, SyncSettings } from '@kobling/contract';
import { Checkbox, Overlay, Skeleton, Textarea, TextInput } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { InSight } from '../../form/in-sight.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import type { Draft } from '../../form/use-draft.ts';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { ConfigFields } from './config-fields.tsx';
import { withConfig } from './config-meanwhile.ts';
import { type ConnectionForm, type ConnectionTyped, useConnectionForm } from './connection-form.ts';
import type { Refused } from './connection-list.tsx';
import { ConnectorChoice } from './connector-choice.tsx';
import type { Place } from './place.ts';
import { reasonText } from './reason-text.ts';
import { countsOf, ScopeChoice } from './scope-choice.tsx';
import { ScopeDialog } from './scope-dialog.tsx';
import { fieldsOf, testedValues, useKeep, useTest } from './use-connection.ts';
import { useConfigFields, useConnectionDetail } from './use-settings.ts';
import { type Fields, needs, whyNot } from './why-not-saved.ts';
import { CultureChoice } from './culture-choice.tsx';
import { ZoneChoice } from './zone-choice.tsx';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
  /** It was saved, and this stood against activating it. */
  readonly setRefused: (refused: Refused | undefined) => void;
}

export function ConnectionDialog(props: Props) {
  const { place } = props;
  const edits = place.dialog === 'edit';
  const detail = useConnectionDetail(edits ? place.connection : undefined);
  if (place.dialog === 'add') return <ConnectionPart {...props} stored={undefined} />;
  // The press is answered at once: its backdrop stands before what the dialog holds has come.
  if (edits && detail.isFetching && detail.data === undefined) return <Overlay fixed onClick={place.close} />;
  if (!edits || detail.data === undefined || detail.data.deleted) return null;
  return <ConnectionPart key={detail.data.id} {...props} stored={detail.data} />;
}

const none: readonly ConfigField[] = [];

function ConnectionPart({
  settings,
  place,
  setRefused,
  stored,
}: Props & { readonly stored: ConnectionDetail | undefined }) {
  const { t } = useSettingsWords();
  const usable = settings.connectors.filter(({ deleted }) => !deleted);
  const first = usable.find(({ id }) => id === place.connector) ?? (usable.length === 1 ? usable[0] : undefined);
  const form = useConnectionForm(stored, first?.id ?? 0);
  const { value, change } = form.draft;
  const asked = useConfigFields(value.connectorId === 0 ? undefined : value.connectorId);
  const fields: Fields = value.connectorId === 0 ? none : asked.data?.fields;
  const test = useTest(form, fields ?? none, stored);
  const keep = useKeep(form, fields ?? none, stored, { place, setRefused });
  const [choosesScope, setChoosesScope] = useState(false);
  const isPassed = form.passed === testedValues(form, fields ?? none, stored);
  const reason = whyNot({ form, fields, stored, isPassed, t });
  const problems = { ...fieldsOf(test.error), ...fieldsOf(keep.error) };
  if (choosesScope)
    return (
      <ScopeDialog
        name={`connection.${stored?.id ?? 'new'}.scope`}
        access={value.access}
        onClose={() => setChoosesScope(false)}
        onChosen={(access) => change({ allAccess: false, access })}
      />
    );
  return (
    <FormDialog
      opened
      title={t(stored === undefined ? 'set.defineNewErpConnection' : 'set.editErpConnection')}
      onClose={place.close}
      onSubmit={() => keep.mutate()}
      submit={t('set.ok')}
      reason={reason}
      busy={keep.isPending}
      error={keep.error}
      actions={<TestAndRestore form={form} test={test} reason={needs(form, fields, stored, t)} />}
    >
      <Before draft={form.draft} error={keep.error} usable={usable} stored={stored} fields={fields ?? none} />
      <ActiveChoice form={form} stored={stored} />
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={250}
        value={value.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ConnectorChoice form={form} usable={usable} stored={stored} changed={() => test.reset()} />
      <ScopeChoice value={value} everyone={(allAccess) => change({ allAccess })} choose={() => setChoosesScope(true)} />
      <ConfigPart asked={asked} fields={fields} form={form} stored={stored} problems={problems} />
      <HowItWrites cultures={settings.cultures} value={value} change={change} stored={stored} />
      <Textarea
        label={`${t('set.description')} (${t('set.optional')})`}
        rows={2}
        maxLength={2_000}
        value={value.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <TestResult error={test.error} isPassed={isPassed} />
    </FormDialog>
  );
}

interface HowItWritesProps {
  readonly cultures: SyncSettings['cultures'];
  readonly value: ConnectionTyped;
  readonly change: (typed: Partial<ConnectionTyped>) => void;
  readonly stored: ConnectionDetail | undefined;
}
/** What the ERP's dates, times and numbers leave unsaid. */
function HowItWrites({ cultures, value, change, stored }: HowItWritesProps) {
  const locked = stored?.active === true && value.active;
  return (
    <>
      <ZoneChoice zone={value.zone} choose={(zone) => change({ zone })} stored={stored} locked={locked} />
      <CultureChoice
        cultures={cultures}
        culture={value.culture}
        choose={(culture) => change({ culture })}
        locked={locked}
      />
    </>
  );
}

function ConfigPart({
  asked,
  fields,
  form,
  stored,
  problems,
}: {
  readonly asked: ReturnType<typeof useConfigFields>;
  readonly fields: Fields;
  readonly form: ConnectionForm;
  readonly stored: ConnectionDetail | undefined;
  readonly problems: Readonly<Record<string, string>>;
}) {
  const { value } = form.draft;
  if (value.connectorId === 0) return null;
  if (fields !== undefined) {
    const locked = stored?.active === true && value.active;
    return <ConfigFields fields={fields} form={form} stored={stored} problems={problems} locked={locked} />;
  }
  return asked.error === null ? (
    <div aria-busy="true">
      <Skeleton height={96} />
    </div>
  ) : (
    <Problem error={asked.error} again={() => void asked.refetch()} />
  );
}

function TestResult({ error, isPassed }: { readonly error: unknown; readonly isPassed: boolean }) {
  const { t } = useSettingsWords();
  // A field that the connector names has the focus, and so it is in sight.
  if (error !== null)
    return Object.keys(fieldsOf(error)).length > 0 ? (
      <Problem error={error} />
    ) : (
      <InSight of={error}>
        <Problem error={error} />
      </InSight>
    );
  return isPassed ? (
    <InSight of={isPassed}>
      <p className="state tone-ok" role="status">
        <IconCircleCheckFilled size={16} aria-hidden />
        {t('set.passed')}
      </p>
    </InSight>
  ) : null;
}

function TestAndRestore({
  form,
  test,
  reason,
}: {
  readonly form: ConnectionForm;
  readonly test: ReturnType<typeof useTest>;
  readonly reason: string | undefined;
}) {
  const { t } = useSettingsWords();
  return (
    <>
      <ReasonedButton variant="default" reason={reason} busy={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? t('set.testing') : t('set.testErpConnection')}
      </ReasonedButton>
      <ReasonedButton
        variant="default"
        reason={form.draft.isChanged ? undefined : t('set.nothingChanged')}
        onClick={() => {
          form.draft.drop();
          test.reset();
        }}
      >
        {t('set.restore')}
      </ReasonedButton>
    </>
  );
}

function ActiveChoice({
  form,
  stored,
}: {
  readonly form: ConnectionForm;
  readonly stored: ConnectionDetail | undefined;
}) {
  const { t, told } = useSettingsWords();
  const id = useId();
  const { value, change } = form.draft;
  const against =
    stored === undefined
      ? t('set.activeLater')
      : stored.reasons.length > 0 && !stored.active
        ? stored.reasons.map((reason) => reasonText(reason, { t, told })).join(' ')
        : undefined;
  return (
    <Checkbox
      label={t('set.active')}
      checked={value.active}
      aria-disabled={against !== undefined}
      aria-describedby={against === undefined ? undefined : id}
      description={against === undefined ? undefined : <span id={id}>{against}</span>}
      onChange={(event) => {
        if (against === undefined) change({ active: event.currentTarget.checked });
      }}
    />
  );
}

interface BeforeProps {
  readonly draft: Draft<ConnectionTyped>;
  readonly error: unknown;
  readonly usable: readonly SyncConnector[];
  readonly stored: ConnectionDetail | undefined;
  readonly fields: readonly ConfigField[];
}
/** What was typed before, and what another window saved since. */
function Before({ draft, error, usable, stored, fields }: BeforeProps) {
  const { t } = useSettingsWords();
  return (
    <>
      <DraftKept draft={draft} />
      <Meanwhile<ConnectionTyped & Readonly<Record<`config.${string}`, string>>>
        draft={withConfig(draft, stored)}
        error={error}
        parts={{
          name: { label: t('name') },
          description: { label: t('set.description') },
          zone: { label: t('set.zone') },
          culture: { label: t('set.culture'), shown: (name) => name || t('set.cultureNone') },
          active: { label: t('set.active') },
          connectorId: {
            label: t('set.syncConnector'),
            shown: (id) => usable.find((one) => one.id === id)?.name ?? '',
          },
          allAccess: { label: t('set.scope'), shown: (is) => t(is ? 'set.everyone' : 'set.specificUsersGroups') },
          access: { label: t('set.scope'), shown: (all) => t('set.scopeCount', countsOf(all)) },
          ...Object.fromEntries(fields.map(({ key, label }) => [`config.${key}`, { label }] as const)),
        }}
      />
    </>
  );
}
