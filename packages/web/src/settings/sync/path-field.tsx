/** A field that names a workbook on the hub's machine: typed, chosen among those that are there, or sent from this one. */
import type { ConfigField } from '@kobling/contract';
import { Button, FileButton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useHub } from '../../hub/hub.tsx';
import { syncSettingsKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { ProgressBar } from './progress-bar.tsx';

interface Props {
  readonly field: ConfigField;
  /** What every kind of input takes alike. */
  readonly plain: Readonly<Record<string, unknown>>;
  readonly value: string;
  readonly type: (text: string) => void;
  readonly locked: boolean;
}

const filesKey = [...syncSettingsKey, 'files'];

export function PathField({ field, plain, value, type, locked }: Props) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const cache = useQueryClient();
  const names = useId();
  const files = useQuery({ queryKey: filesKey, queryFn: ({ signal }) => hub.call('GET /api/files', {}, { signal }) });
  const [share, setShare] = useState(0);
  // Else the same file, mended meanwhile, could not be chosen again.
  const chooseAnew = useRef<() => void>(null);
  const sent = useMutation({
    mutationFn: (file: File) => hub.upload(file, setShare),
    onMutate: () => setShare(0),
    onSettled: () => chooseAnew.current?.(),
    onSuccess: ({ name }) => {
      type(name);
      void cache.invalidateQueries({ queryKey: filesKey });
    },
  });
  return (
    <div className="set-path">
      <TextInput
        {...plain}
        {...(field.maxLength > 0 && { maxLength: field.maxLength })}
        autoComplete="off"
        spellCheck={false}
        list={names}
        value={value}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <datalist id={names}>
        {files.data?.files.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {locked || field.readOnly ? null : (
        <FileButton
          accept=".xlsx,.xlsm"
          resetRef={chooseAnew}
          onChange={(file) => {
            if (file !== null) sent.mutate(file);
          }}
        >
          {(props) => (
            <Button {...props} variant="default" size="xs" disabled={sent.isPending}>
              {t('set.sendFile')}
            </Button>
          )}
        </FileButton>
      )}
      {sent.isPending ? (
        <ProgressBar label={t('set.sendingFile')} progress={{ done: Math.floor(share * 100), total: 100 }} />
      ) : null}
      {sent.error === null ? null : <Problem error={sent.error} />}
      {sent.data === undefined || sent.isPending ? null : (
        <p className="quiet" role="status">
          {t('set.fileSent', { file: sent.data.name })}
        </p>
      )}
    </div>
  );
}
