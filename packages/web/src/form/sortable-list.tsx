/**
 * A list put in order by dragging, by arrows or by the keyboard. Whoever moves one with an arrow keeps the focus on it, so that a
 * few presses carry it all the way.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import './sortable-list.css';

export interface SortableWords {
  readonly up: (name: string) => string;
  readonly down: (name: string) => string;
  readonly drag: (name: string) => string;
  /** How it is done with the keyboard. */
  readonly how: string;
  /** Said after each step; places count from 1. */
  readonly place: (name: string, place: number, count: number) => string;
}
export interface SortableItem {
  readonly id: string;
  /** For screen readers. */
  readonly name: string;
  readonly content: ReactNode;
}
interface Props {
  readonly label: string;
  readonly items: readonly SortableItem[];
  readonly move: (from: number, to: number) => void;
  readonly words: SortableWords;
}

/** The same list with one item elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function SortableList({ label, items, move, words }: Props) {
  const listId = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placeOf = (id: unknown): number => items.findIndex((item) => item.id === id);
  const say = (id: unknown, over: unknown): string | undefined => {
    const item = items[placeOf(id)];
    return item === undefined ? undefined : words.place(item.name, placeOf(over) + 1, items.length);
  };
  const end = ({ active, over }: DragEndEvent): void => {
    if (over !== null && over.id !== active.id) move(placeOf(active.id), placeOf(over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{
        screenReaderInstructions: { draggable: words.how },
        announcements: {
          onDragStart: ({ active }) => say(active.id, active.id),
          onDragOver: ({ active, over }) => say(active.id, over?.id ?? active.id),
          onDragEnd: ({ active, over }) => say(active.id, over?.id ?? active.id),
          onDragCancel: ({ active }) => say(active.id, active.id),
        },
      }}
    >
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className="sortable" aria-label={label}>
          {items.map((item, index) => (
            <Row
              key={item.id}
              item={item}
              buttonId={`${listId}${item.id}`}
              words={words}
              up={index === 0 ? undefined : () => move(index, index - 1)}
              down={index === items.length - 1 ? undefined : () => move(index, index + 1)}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface RowProps {
  readonly item: SortableItem;
  readonly buttonId: string;
  readonly words: SortableWords;
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
}

function Row({ item: { id, name, content }, buttonId, words, up, down }: RowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  });
  const style = { transform: CSS.Translate.toString(transform), ...(transition !== undefined && { transition }) };
  const arrow = (way: 'up' | 'down', press: (() => void) | undefined) => {
    const ownId = `${buttonId}-${way}`;
    const Icon = way === 'up' ? IconChevronUp : IconChevronDown;
    return (
      <ActionIcon
        id={ownId}
        variant="subtle"
        color="gray"
        aria-label={words[way](name)}
        aria-disabled={press === undefined}
        data-dimmed={press === undefined ? true : undefined}
        onClick={() => {
          press?.();
          // The row moves in the document, and with it the focus is lost.
          requestAnimationFrame(() => document.getElementById(ownId)?.focus());
        }}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    );
  };
  return (
    <li ref={setNodeRef} style={style} className={isDragging ? 'sortable-row sortable-taken' : 'sortable-row'}>
      <button
        type="button"
        ref={setActivatorNodeRef}
        className="sortable-handle"
        {...attributes}
        {...listeners}
        // While it is held, Escape puts it back and closes nothing.
        data-mantine-stop-propagation={isDragging}
        aria-label={words.drag(name)}
      >
        <IconGripVertical size={16} aria-hidden />
      </button>
      <div className="sortable-content">{content}</div>
      {arrow('up', up)}
      {arrow('down', down)}
    </li>
  );
}
