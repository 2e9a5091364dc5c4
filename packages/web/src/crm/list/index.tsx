/**
 * The lists of companies, persons and projects. In order: `index.tsx` is the page, `list.tsx` a list with search, criteria,
 * columns and rows (also of a selection), `question.ts` what stands in the address, `found-rows.ts` fetches pages as they come
 * into sight, `grid.tsx` draws them.
 */
import type { EntityKind } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCrmWords } from '../../language/crm/index.ts';
import { listOf } from '../places.ts';
import { List } from './list.tsx';

export function ListPage({ kind }: { readonly kind: EntityKind }) {
  const { t } = useCrmWords();
  const title = t(listOf[kind].title);
  return (
    <List key={kind} kind={kind} title={title}>
      <title>{`${title} · Kobling`}</title>
      <h1>{title}</h1>
      <Button component={Link} to={`/${kind}/new`} className="push" leftSection={<IconPlus size={16} aria-hidden />}>
        {t(`crm.new.${kind}`)}
      </Button>
    </List>
  );
}
