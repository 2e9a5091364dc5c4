/** Rank Fields: the order of an actor type's fields in the ERP tab and in search results, by arrows, by dragging, by keyboard. */
import type { ActorMapping, ErpField } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { IconTableOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { SortableList } from '../../form/sortable-list.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { ActorTabs } from './actor-tabs.tsx';
import { ConnectionFrame } from './connection-frame.tsx';
import { partPath } from './connection-path.ts';
import { directionOf } from './directions.ts';
import { useConnectionId, useMappingSetup } from './use-mapping.ts';
import { useRank } from './use-rank.ts';
import { typeWords } from './why-words.ts';

export function RankPage() {
  const { t } = useMappingWords();
  const id = useConnectionId();
  const setup = useMappingSetup(id);
  return (
    <ConnectionFrame
      id={id}
      part="rank"
      connection={setup.data?.connection}
      error={setup.error}
      again={() => void setup.refetch()}
    >
      {setup.data === undefined ? (
        <div aria-busy="true">
          <Skeleton height={360} />
        </div>
      ) : setup.data.mappings.length === 0 ? (
        <section className="panel nothing">
          <IconTableOff size={32} aria-hidden />
          <h2>{t('mapping.none.title')}</h2>
          <p>
            <Link to={partPath(id, 'mappings')}>{t('mapping.list.toMappings')}</Link>
          </p>
        </section>
      ) : (
        <ActorTabs
          of={setup.data.mappings}
          beside={() => null}
          panel={(mapping) => <Ranked key={mapping.actorType} connectionId={id} mapping={mapping} />}
        />
      )}
    </ConnectionFrame>
  );
}

function Ranked({ connectionId, mapping }: { readonly connectionId: number; readonly mapping: ActorMapping }) {
  const { t } = useMappingWords();
  const { fields } = mapping;
  const move = useRank(connectionId, mapping);
  return (
    <div className="stack rank">
      <p className="quiet">{t('mapping.rank.intro')}</p>
      <SortableList
        label={t('mapping.rank.table', { actor: t(`mapping.actor.${mapping.actorType}`) })}
        items={fields.map((field) => ({
          id: field.fieldKey,
          name: field.name,
          content: <RankedField field={field} />,
        }))}
        move={move}
        words={{
          up: (field) => t('mapping.rank.up', { field }),
          down: (field) => t('mapping.rank.down', { field }),
          drag: (field) => t('mapping.rank.drag', { field }),
          how: t('mapping.rank.howTo'),
          place: (field, place, total) => t('mapping.rank.moved', { field, place, total }),
        }}
      />
    </div>
  );
}

/** All fields are listed, also those not shown. */
function RankedField({ field }: { readonly field: ErpField }) {
  const { t } = useMappingWords();
  const isSynced = field.choice.crmField !== null && directionOf(field.choice) !== undefined;
  return (
    <span className="rank-field" title={field.fieldKey}>
      <span>
        {field.name} <span className="quiet">{typeWords(field.type, t)}</span>
      </span>
      {isSynced || field.choice.showInTab ? null : <span className="quiet">{t('mapping.rank.notShown')}</span>}
    </span>
  );
}
