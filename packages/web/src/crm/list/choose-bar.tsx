/** What can be done with the rows that are chosen, or with all that was found. */
import type { Criterion, EntityKind, SelectionMembers } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useCrmListWords } from '../../language/crm-list/index.ts';

const FillDialog = lazy(() => import('../selections/fill-dialog.tsx').then((part) => ({ default: part.FillDialog })));

interface Props {
  readonly kind: EntityKind;
  readonly chosen: ReadonlySet<number>;
  readonly criteria: { readonly all: readonly Criterion[] };
  readonly chooseNone: () => void;
  /** Nothing was found: then there is nothing to add. */
  readonly none: boolean;
  /** In a selection: takes the chosen ones out of it. */
  readonly takeOut?: ((ids: readonly number[]) => void) | undefined;
}

export function ChooseBar({ kind, chosen, criteria, chooseNone, none, takeOut }: Props) {
  const { t } = useCrmListWords();
  const some = chosen.size > 0;
  const title = some ? 'list.toSelection' : 'list.allToSelection';
  const [filling, setFilling] = useState<
    { readonly title: typeof title; readonly members: SelectionMembers } | undefined
  >();
  return (
    <>
      {some ? (
        <span role="status" className="figures">
          {t('list.chosen', { count: chosen.size })}
        </span>
      ) : null}
      {none && !some ? null : (
        <Button
          variant="default"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          onClick={() =>
            setFilling({ title, members: some ? { ids: [...chosen] } : { found: { all: [...criteria.all] } } })
          }
        >
          {t(title)}
        </Button>
      )}
      {some && takeOut !== undefined ? (
        <Button variant="default" onClick={() => takeOut([...chosen])}>
          {t('list.fromSelection')}
        </Button>
      ) : null}
      {some ? (
        <Button variant="subtle" onClick={chooseNone}>
          {t('list.chooseNone')}
        </Button>
      ) : null}
      <Suspense fallback={null}>
        {filling === undefined ? null : (
          <FillDialog
            kind={kind}
            members={filling.members}
            title={t(filling.title)}
            close={() => setFilling(undefined)}
            done={() => {
              setFilling(undefined);
              chooseNone();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
