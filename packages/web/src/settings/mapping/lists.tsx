/** List mapping of a connection: its mapped lists at the left, the pairs of the chosen one at the right. */
import type { ListedField, ListMapping } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled, IconListDetails } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useMappingWords } from '../../language/mapping/index.ts';
import { ConnectionFrame } from './connection-frame.tsx';
import { partPath } from './connection-path.ts';
import { ListPairs } from './list-pairs.tsx';
import { RefreshFields } from './refresh-fields.tsx';
import { useConnectionId, useListMapping } from './use-mapping.ts';

export function ListsPage() {
  const id = useConnectionId();
  const lists = useListMapping(id);
  return (
    <ConnectionFrame
      id={id}
      part="lists"
      connection={lists.data?.connection}
      error={lists.error}
      again={() => void lists.refetch()}
      actions={<RefreshFields id={id} />}
    >
      {lists.data === undefined ? (
        <div className="list-sides" aria-busy="true">
          <Skeleton height={120} />
          <Skeleton height={320} />
        </div>
      ) : lists.data.lists.length === 0 ? (
        <NoList mapping={lists.data} />
      ) : (
        <Sides mapping={lists.data} />
      )}
    </ConnectionFrame>
  );
}

function NoList({ mapping: { connection, unmapped } }: { readonly mapping: ListMapping }) {
  const { t } = useMappingWords();
  return (
    <section className="panel nothing">
      <IconListDetails size={32} aria-hidden />
      <h2>{t('mapping.list.none.title')}</h2>
      <p>{t(unmapped === 0 ? 'mapping.list.noneAtAll' : 'mapping.list.none')}</p>
      <p>
        <Link to={partPath(connection.id, 'mappings')}>{t('mapping.list.toMappings')}</Link>
      </p>
    </section>
  );
}

/** The chosen list stands in the address. */
function Sides({ mapping }: { readonly mapping: ListMapping }) {
  const { t } = useMappingWords();
  const [search] = useSearchParams();
  const { connection, lists, unmapped } = mapping;
  // A failure knows its field by the type of its actor and the ERP's key; addresses of before by the key alone.
  const called = lists.filter(({ fieldKey }) => fieldKey === search.get('key'));
  const chosen =
    lists.find(({ fieldId }) => String(fieldId) === search.get('field')) ??
    called.find(({ actorType }) => actorType === search.get('type')) ??
    called.find((list) => lackingIn(list) > 0) ??
    called[0] ??
    lists[0];
  if (chosen === undefined) return null;
  return (
    <div className="list-sides">
      <nav className="panel list-choice" aria-label={t('mapping.list.choose')}>
        {lists.map((list) => (
          <Link
            key={list.fieldId}
            className="plain-link"
            to={`?field=${list.fieldId}`}
            aria-current={list === chosen ? 'true' : undefined}
          >
            <span>
              {list.name} <span className="quiet">{t(`mapping.actor.${list.actorType}`)}</span>
            </span>
            <Lacking list={list} />
          </Link>
        ))}
        {unmapped === 0 ? null : (
          <p className="quiet list-more">
            {t('mapping.list.more', { count: unmapped })}{' '}
            <Link to={partPath(connection.id, 'mappings')}>{t('mapping.list.toMappings')}</Link>
          </p>
        )}
      </nav>
      <ListPairs key={chosen.fieldId} connectionId={connection.id} list={chosen} />
    </div>
  );
}

const lackingIn = ({ erpItems }: ListedField): number =>
  erpItems.filter(({ crmItem, missing }) => crmItem === null && !missing).length;

function Lacking({ list }: { readonly list: ListedField }) {
  const { t } = useMappingWords();
  const lacking = lackingIn(list);
  return lacking === 0 ? (
    <span className="state tone-ok">
      <IconCircleCheckFilled size={14} aria-hidden /> {t('mapping.list.complete')}
    </span>
  ) : (
    <span className="state tone-warn">
      <IconAlertTriangle size={14} aria-hidden /> {t('mapping.list.lacking', { count: lacking })}
    </span>
  );
}
