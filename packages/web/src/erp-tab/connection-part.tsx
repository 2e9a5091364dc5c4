/** One connection of the tab: how the record stands there, its fields, what is wished, and the ways to connect. */
import type { CrmRecord, ErpTabConnection } from '@kobling/contract';
import { Button } from '@mantine/core';
import { problemText } from '../hub/problem.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { Ago } from '../language/time.tsx';
import { StateMark } from '../look/state-mark.tsx';
import { actorWord } from './actor-word.ts';
import { Choose } from './choose-link.tsx';
import type { ErpTabProps } from './index.tsx';
import { FieldGrid } from './field-grid.tsx';
import { PendingNote } from './pending-note.tsx';
import { useLiveValues } from './queries.ts';
import { SyncNow } from './sync-now.tsx';

interface Props extends ErpTabProps {
  readonly record: CrmRecord;
  readonly part: ErpTabConnection;
}

export function ConnectionPart({ entity, editing, draft, onEdit, record, part }: Props) {
  const { t, told } = useErpTabWords();
  const { connection, link, fields } = part;
  const live = useLiveValues(entity, part);
  const pending = draft.pending.find((each) => each.connection.id === connection.id);
  const isLinked = link !== null && link.erpKey !== null;
  const headingId = `erp-tab-${connection.id}`;
  return (
    <section className="panel erp-part" aria-labelledby={headingId}>
      <div className="row erp-part-head">
        <h2 id={headingId}>{connection.name}</h2>
        <LinkState link={link} />
        {isLinked ? <Reading part={part} live={live} /> : null}
        {isLinked && !editing ? <SyncNow entity={entity} connection={connection} /> : null}
      </div>
      {link === null || link.message === null || link.asking !== null ? null : (
        <p className="erp-told">{told(link.message)}</p>
      )}
      {isLinked && live.error !== null ? (
        <Away name={connection.name} error={live.error} again={() => void live.refetch()} />
      ) : null}
      {isLinked && fields.length > 0 ? <FieldGrid record={record} part={part} live={live} /> : null}
      {isLinked && fields.length === 0 ? <p className="quiet">{t('tab.noFields')}</p> : null}
      {pending === undefined ? null : <PendingNote pending={pending} draft={draft} editing={editing} />}
      <Choose record={record} part={part} editing={editing} draft={draft} pending={pending} onEdit={onEdit} />
    </section>
  );
}

function LinkState({ link }: { readonly link: ErpTabConnection['link'] }) {
  const { t } = useErpTabWords();
  if (link === null) return <StateMark look="new" words={t('tab.notConnected')} />;
  const words = `${t('tab.connected')} ${actorWord(link.actorType, t)} ${link.erpKey ?? ''}`.trim();
  switch (link.state) {
    case 'active':
      return <StateMark look="inStep" words={words} />;
    case 'creating':
      return <StateMark look="syncing" words={t('tab.creating', { actor: actorWord(link.actorType, t) })} />;
    case 'held':
      return (
        <StateMark
          look="held"
          words={link.erpKey === null ? t('tab.asking', { actor: actorWord(link.actorType, t) }) : words}
        />
      );
    case 'waitingForParent':
      return <StateMark look="waiting" words={words} />;
    case 'failing':
    case 'parked':
    case 'missingInErp':
      return <StateMark look="failed" words={words} />;
  }
}

type Live = ReturnType<typeof useLiveValues>;

/** Says how fresh the values are, in a place that is always there. */
function Reading({ part, live }: { readonly part: ErpTabConnection; readonly live: Live }) {
  const { t } = useErpTabWords();
  if (part.fields.length === 0) return null;
  return (
    <span className="quiet erp-fresh" role="status">
      {live.data !== undefined && live.error === null ? (
        <>
          {t('tab.live')} <Ago at={live.data.at} />
        </>
      ) : live.error !== null ? (
        t('tab.lastKnown')
      ) : (
        t('tab.reading')
      )}
    </span>
  );
}

function Away(props: { readonly name: string; readonly error: unknown; readonly again: () => void }) {
  const { t, told } = useErpTabWords();
  const { message, remedy } = problemText(props.error, { t, told });
  return (
    <div className="erp-told row" role="alert">
      <span>
        {t('tab.away', { connection: props.name })} {message} {remedy}
      </span>
      <Button variant="default" size="compact-sm" onClick={props.again}>
        {t('error.again')}
      </Button>
    </div>
  );
}
