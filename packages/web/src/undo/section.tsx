/** A list where undo begins, newest first: its rows, and older ones by a press. */
import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../hub/problem.tsx';
import { useLanguage } from '../language/language.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  /** What is said where there are none. */
  readonly none: string;
  readonly list: Pick<UseInfiniteQueryResult, 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage'>;
  /** Undefined: they are not there yet. */
  readonly rows: readonly unknown[] | undefined;
  /** The table of the rows. */
  readonly children: ReactNode;
}
export function UndoSection({ id, title, none, list, rows, children }: Props) {
  const { t } = useLanguage();
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        children
      )}
      {list.hasNextPage ? (
        <Button className="older" variant="default" onClick={() => void list.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </section>
  );
}
