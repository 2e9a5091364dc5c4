/** How wide a list's columns are: by what they hold, or as somebody drew them. Drawn with the mouse or by the arrow keys. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useCrmListWords } from '../../language/crm-list/index.ts';

interface Sized {
  readonly key: string;
  readonly title: string;
  readonly width: number | undefined;
}
export type Resize = (key: string, width: number | undefined) => void;

const [least, most, step] = [64, 900, 16];
const within = (width: number): number => Math.round(Math.min(Math.max(width, least), most));

/** Least width in pixels and share of what is left. */
function naturalOf(key: string, isName: boolean): readonly [number, number] {
  if (key === 'fullName') return [156, 1.5];
  if (isName) return [200, 2];
  // A company's, which is longer than a person's.
  if (key === 'company.name') return [180, 2];
  if (/phone|mobile|fax/i.test(key)) return [152, 1];
  if (/email|website/i.test(key)) return [168, 1.5];
  if (key.includes('Address.')) return [156, 1];
  if (/number$|zip$|code$|date$/i.test(key)) return [116, 0.6];
  return [140, 1];
}

/** Heads and rows share the tracks; what does not fit is scrolled to. */
export function useColumnWidths(columns: readonly Sized[], resize: Resize) {
  const [drawn, setDrawn] = useState<{ readonly key: string; readonly width: number }>();
  const sized = columns.map((column) => (drawn?.key === column.key ? { ...column, width: drawn.width } : column));
  const tracks = sized.map(({ key, width }, index) => {
    const [min, share] = naturalOf(key, index === 0);
    return { min: width ?? min, track: width === undefined ? `minmax(${min}px, ${share}fr)` : `${width}px` };
  });
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--grid-columns': `36px ${tracks.map(({ track }) => track).join(' ')}`,
    '--grid-width': `${36 + tracks.reduce((sum, { min }) => sum + min, 0)}px`,
  };
  return {
    style,
    draw: (key: string, width: number): void => setDrawn({ key, width }),
    /** Undefined: as it is by itself. */
    settle: (key: string, width: number | undefined): void => {
      setDrawn(undefined);
      resize(key, width);
    },
  };
}

interface HandleProps {
  readonly column: Sized;
  readonly widths: ReturnType<typeof useColumnWidths>;
}
/** At a heading's end. A double click or Delete gives the column its own width back. */
export function WidthHandle({ column: { key, title, width }, widths }: HandleProps) {
  const { t } = useCrmListWords();
  const from = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const now = (target: HTMLElement): number =>
    width ?? Math.round(target.parentElement?.getBoundingClientRect().width ?? least);
  const at = ({ clientX }: PointerEvent): number =>
    within((from.current?.width ?? least) + clientX - (from.current?.x ?? clientX));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowLeft' ? -step : event.key === 'ArrowRight' ? step : undefined;
    if (event.key === 'Delete') widths.settle(key, undefined);
    else if (by !== undefined) widths.settle(key, within(now(event.currentTarget) + by));
    else return;
    event.preventDefault();
  };
  return (
    <span
      className="grid-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('list.width', { column: title })}
      aria-valuenow={width ?? naturalOf(key, false)[0]}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => widths.settle(key, undefined)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: now(event.currentTarget) };
      }}
      onPointerMove={(event) => {
        if (from.current !== undefined) widths.draw(key, at(event));
      }}
      onPointerUp={(event) => {
        // A press without a move is not a wish.
        if (from.current !== undefined && event.clientX !== from.current.x) widths.settle(key, at(event));
        from.current = undefined;
      }}
      onPointerCancel={() => {
        from.current = undefined;
      }}
    />
  );
}
