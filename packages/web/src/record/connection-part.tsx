/** A record on one connection: how it is linked, and its fields. */
import type { CrmRecord, RecordConnection } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { StateMark } from '../look/state-mark.tsx';
import { useStartUndo } from '../undo/start-undo.ts';
import { FieldTable } from './field-table.tsx';
import { actorName } from './field-state.tsx';
import { connectionSentence } from './sentences.ts';

export function ConnectionPart({ record, part }: { readonly record: CrmRecord; readonly part: RecordConnection }) {
  const words = useRecordWords();
  const { t, format } = words;
  const { connection, link, fields, saveWindow } = part;
  const health = fields[0] === undefined ? '' : connectionSentence(fields[0].why, words);
  return (
    <section className="stack record-part" aria-labelledby={`connection-${connection.id}`}>
      <div className="row">
        <h2 id={`connection-${connection.id}`}>{connection.name}</h2>
        <LinkState link={link} />
        {link === null ? null : <UndoLast record={record} connectionId={connection.id} />}
      </div>
      {link === null || link.message === null ? null : (
        <p className="record-told">
          {words.told(link.message)}
          {link.nextTryAt === null ? null : (
            <span className="quiet">
              {' · '}
              <NextTry at={link.nextTryAt} />
            </span>
          )}
        </p>
      )}
      {health === '' ? null : <p className="record-told">{health}</p>}
      {link === null ? null : fields.length === 0 ? (
        <p className="quiet">{t('record.noFields')}</p>
      ) : (
        <>
          <FieldTable record={record} part={part} />
          <p className="quiet record-note">{t('record.lastSeen', { connection: connection.name })}</p>
        </>
      )}
      {saveWindow === null ? null : (
        <p className="quiet record-note">
          {t('record.window', {
            connection: connection.name,
            recent: format.span(atLeastTenMs(saveWindow.recentMs)),
            greatest: format.span(atLeastTenMs(saveWindow.greatestMs)),
          })}
        </p>
      )}
    </section>
  );
}

/** Rounded up: what may be overwritten is never told too short. */
const atLeastTenMs = (ms: number): number => Math.ceil(ms / 10) * 10;

function LinkState({ link }: { readonly link: RecordConnection['link'] }) {
  const { t } = useRecordWords();
  if (link === null) return <StateMark look="new" words={t('record.notConnected')} />;
  const name = t('record.connected', { actor: actorName(link.actorType, t), key: link.erpKey ?? '' }).trim();
  switch (link.state) {
    case 'active':
      return <StateMark look="inStep" words={name} />;
    case 'creating':
      return <StateMark look="syncing" words={t('record.creating')} />;
    case 'waitingForParent':
      return <Troubled name={name} look="waiting" words={t('failures.state.waitingForParent')} />;
    case 'held':
      return <Troubled name={name} look="held" words={t('failures.state.held')} />;
    case 'failing':
    case 'parked':
    case 'missingInErp':
      return <Troubled name={name} look="failed" words={t(`failures.state.${link.state}`)} />;
  }
}

function Troubled({
  name,
  look,
  words,
}: {
  readonly name: string;
  readonly look: Parameters<typeof StateMark>[0]['look'];
  readonly words: string;
}) {
  return (
    <>
      <span>{name}</span>
      <StateMark look={look} words={words} />
    </>
  );
}

function NextTry({ at }: { readonly at: string }) {
  const { t } = useRecordWords();
  const [before, after] = t('record.nextTry').split('{when}');
  return (
    <>
      {before}
      <Ago at={at} future />
      {after}
    </>
  );
}

function UndoLast({ record, connectionId }: { readonly record: CrmRecord; readonly connectionId: number }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  if (!useIsAdministrator()) return null;
  return (
    <Button
      className="push"
      variant="default"
      size="compact-sm"
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      aria-disabled={start.isPending}
      onClick={() => {
        const entity = { kind: record.kind, id: record.id };
        if (!start.isPending) start.mutate({ scope: { kind: 'record', entity }, connectionId });
      }}
    >
      {t('record.undoLast')}
    </Button>
  );
}
