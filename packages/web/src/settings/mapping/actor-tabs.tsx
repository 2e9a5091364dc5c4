/** A tab per actor type; the chosen one stands in the address, so that a link and the way back lead to it. */
import type { MappedActorType } from '@kobling/contract';
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useMappingWords } from '../../language/mapping/index.ts';

interface Props<T> {
  readonly of: readonly T[];
  /** Beside the type's name, such as a count. */
  readonly beside: (one: T) => ReactNode;
  readonly panel: (one: T) => ReactNode;
}

export function ActorTabs<T extends { readonly actorType: MappedActorType; readonly active?: boolean }>({
  of,
  beside,
  panel,
}: Props<T>) {
  const { t } = useMappingWords();
  const [search, setSearch] = useSearchParams();
  const chosen =
    of.find(({ actorType }) => actorType === search.get('type')) ?? of.find(({ active }) => active === true) ?? of[0];
  if (chosen === undefined) return null;
  const choose = (type: string | null): void =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.set('type', type ?? chosen.actorType);
      next.delete('text');
      return next;
    });
  return (
    <Tabs value={chosen.actorType} keepMounted={false} onChange={choose}>
      <Tabs.List aria-label={t('mapping.actorType')}>
        {of.map((one) => (
          <Tabs.Tab key={one.actorType} value={one.actorType}>
            <span className="row actor-tab">
              {t(`mapping.actor.${one.actorType}`)}
              {beside(one)}
            </span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {of.map((one) => (
        <Tabs.Panel key={one.actorType} value={one.actorType} pt="md">
          {panel(one)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
