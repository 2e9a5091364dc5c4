/** What every page of people has: its name, its head with a button, its table or what to do when there is nothing. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import '../../form/styles.ts';
import { Problem } from '../../hub/problem.tsx';
import './people.css';

interface Props {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly intro?: string;
  /** Between the name and the button, such as a filter. */
  readonly tools?: ReactNode;
  readonly add?: { readonly words: string; readonly open: () => void };
  /** What was being fetched, when nothing of it can be shown. */
  readonly problem?: { readonly error: unknown; readonly again: () => void } | undefined;
  readonly children: ReactNode;
}
export function PeoplePage({ title, intro, tools, add, problem, children }: Props) {
  return (
    <div className="stack">
      <title>{`${title} · Kobling`}</title>
      <div className="page-head">
        <h1>{title}</h1>
        {tools}
        {add === undefined ? null : (
          <Button className="push" leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
            {add.words}
          </Button>
        )}
      </div>
      {intro === undefined ? null : <p className="quiet people-intro">{intro}</p>}
      {problem === undefined ? children : <Problem error={problem.error} again={problem.again} />}
    </div>
  );
}

/** Only when there is nothing to show instead: what is in the cache stays. */
export const problemOf = (query: {
  readonly data: unknown;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}): Props['problem'] =>
  query.data === undefined && query.error !== null
    ? { error: query.error, again: () => void query.refetch() }
    : undefined;

export function Nothing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className="panel nothing">
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}
