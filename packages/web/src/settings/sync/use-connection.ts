/** A connection is tried with what was typed, and saved. */
import type { ConfigField, ConnectionDetail, ConnectionToSave } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CallOptions, HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { newKey } from '../../hub/once.ts';
import { useSettingsWords } from '../../language/settings/index.ts';
import { configBegan } from './config-meanwhile.ts';
import { configOf, type ConnectionForm, toSave } from './connection-form.ts';
import type { Refused } from './connection-list.tsx';
import type { Place } from './place.ts';
import { keepTestFailure } from './test-failed.tsx';
import { useLookAgain } from './use-settings.ts';

/** The hub's sentence for each field concerned. */
export const fieldsOf = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof HubError ? error.fields : {};

/** What has passed the test, or would: one text for all of it. */
export const testedValues = (
  { draft }: ConnectionForm,
  fields: readonly ConfigField[],
  stored: ConnectionDetail | undefined,
): string => JSON.stringify([draft.value.connectorId, configOf(fields, draft.value, stored)]);

export function useTest(form: ConnectionForm, fields: readonly ConfigField[], stored: ConnectionDetail | undefined) {
  const hub = useHub();
  return useMutation({
    mutationFn: async () => {
      const { connectorId } = form.draft.value;
      const config = configOf(fields, form.draft.value, stored);
      const tested = testedValues(form, fields, stored);
      form.setPassed(undefined);
      await hub.call('POST /api/settings/sync/connections/test', {
        body: { connectorId, config, ...(stored !== undefined && { id: stored.id }) },
      });
      return tested;
    },
    onSuccess: form.setPassed,
    onError: (error) => {
      const [field] = Object.keys(fieldsOf(error));
      if (field !== undefined) document.getElementsByName(`config.${field}`)[0]?.focus();
    },
  });
}

interface After {
  readonly place: Place;
  /** It was saved, and this stood against activating it. */
  readonly setRefused: (refused: Refused | undefined) => void;
}

export function useKeep(
  { draft }: ConnectionForm,
  fields: readonly ConfigField[],
  stored: ConnectionDetail | undefined,
  { place, setRefused }: After,
) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const cache = useQueryClient();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: async () => {
      const guid = draft.value.guid === '' ? newKey() : draft.value.guid;
      if (stored === undefined) draft.change({ guid });
      const { name, description, active, allAccess, access, connectorId, zone, culture } = draft.over;
      const over = {
        name,
        description,
        active,
        allAccess,
        access,
        connectorId,
        zone,
        culture,
        config: configBegan(draft.value, stored),
      };
      const save = (
        as: Pick<ConnectionToSave, 'id' | 'guid'>,
        options: CallOptions<'POST /api/settings/sync/connections'> = {},
      ) =>
        hub.call(
          'POST /api/settings/sync/connections',
          { body: { ...as, ...toSave(fields, draft.value, stored) } },
          options,
        );
      const saved = await (stored === undefined
        ? save({ guid }, { draft: draft.name, made: ({ id }) => save({ id }) })
        : save({ id: stored.id }, { over }));
      await lookAgain();
      return saved;
    },
    onSuccess: ({ id, notice, reasons }) => {
      const { name } = draft.value;
      notifications.show({ message: t('set.connectionSaved', { name }) });
      if (notice !== null)
        notifications.show({ color: 'yellow', message: t('set.fieldsLater', { why: notice }), autoClose: 10_000 });
      keepTestFailure(cache, id, null);
      setRefused(reasons.length === 0 ? undefined : { id, reasons });
      draft.drop();
      place.set({ dialog: undefined, connection: id });
    },
  });
}
