/** Columns chosen and put in order; every press shows in the list behind at once. */
import type { EntityKind, FindableField } from '@kobling/contract';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { Dialog } from '../../form/dialog.tsx';
import { type Columns, useColumnLabel } from './columns.ts';
import { nameField } from './question.ts';

interface Props {
  readonly kind: EntityKind;
  readonly fields: readonly FindableField[];
  readonly columns: Columns;
  readonly close: () => void;
}

export function ColumnsDialog({ kind, fields, columns, close }: Props) {
  const { t } = useCrmListWords();
  const labelOf = useColumnLabel(kind);
  const { keys = [], choose, restore } = columns;
  const label = (key: string): string => labelOf(fields.find((field) => field.key === key) ?? { key, label: key });
  const move = (index: number, by: number): void => {
    const next = [...keys];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + by, 0, moved);
    choose(next);
  };
  const rest = fields
    .filter(({ key }) => !keys.includes(key) && key !== nameField[kind] && key !== 'search')
    .map((field) => ({ value: field.key, label: labelOf(field) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <Dialog opened onClose={close} title={t('list.columns.title')} size={480}>
      <div className="form-body">
        <ol className="column-list" aria-label={t('list.columns.shown')}>
          {keys.map((key, index) => (
            <Item
              key={key}
              column={label(key)}
              isFirst={index === 0}
              isLast={index === keys.length - 1}
              move={(by) => move(index, by)}
              drop={() => choose(keys.filter((one) => one !== key))}
            />
          ))}
        </ol>
        <NativeSelect
          label={t('list.columns.add')}
          size="xs"
          value=""
          data={[{ value: '', label: '' }, ...rest]}
          onChange={(event) => {
            if (event.currentTarget.value !== '') choose([...keys, event.currentTarget.value]);
          }}
        />
      </div>
      <div className="form-foot">
        <div className="form-foot-left">
          <Button variant="default" onClick={restore}>
            {t('list.columns.restore')}
          </Button>
        </div>
        <Button onClick={close}>{t('close')}</Button>
      </div>
    </Dialog>
  );
}

interface ItemProps {
  readonly column: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly move: (by: number) => void;
  readonly drop: () => void;
}

function Item({ column, isFirst, isLast, move, drop }: ItemProps) {
  const { t } = useCrmListWords();
  return (
    <li>
      <span className="cut">{column}</span>
      <Press label={t('list.columns.up', { column })} off={isFirst} press={() => move(-1)}>
        <IconArrowUp size={16} aria-hidden />
      </Press>
      <Press label={t('list.columns.down', { column })} off={isLast} press={() => move(1)}>
        <IconArrowDown size={16} aria-hidden />
      </Press>
      <Press label={t('list.columns.drop', { column })} press={drop}>
        <IconX size={16} aria-hidden />
      </Press>
    </li>
  );
}

function Press({
  label,
  off = false,
  press,
  children,
}: {
  readonly label: string;
  readonly off?: boolean;
  readonly press: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      aria-disabled={off}
      data-dimmed={off || undefined}
      onClick={off ? undefined : press}
    >
      {children}
    </ActionIcon>
  );
}
