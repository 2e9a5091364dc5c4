import { useSettingsWords } from '../../language/settings/index.ts';

interface Props {
  readonly label: string;
  /** Null: not known yet. */
  readonly progress: { readonly done: number; readonly total: number | null } | null;
}

/** How far something long is, as a bar and in numbers. */
export function ProgressBar({ label, progress }: Props) {
  const { format } = useSettingsWords();
  const total = progress?.total ?? null;
  const done = progress?.done ?? 0;
  const known = total !== null && total > 0;
  return (
    <div className="set-progress" aria-busy="true">
      <div
        className={known ? 'set-bar' : 'set-bar set-bar-unknown'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        {...(known && { 'aria-valuemax': total, 'aria-valuenow': done })}
      >
        <div style={known ? { inlineSize: `${(100 * done) / total}%` } : {}} />
      </div>
      <p role="status">
        {label}{' '}
        {progress === null ? null : (
          <span className="quiet figures">
            {format.number(done)}
            {known ? ` / ${format.number(total)}` : ''}
          </span>
        )}
      </p>
    </div>
  );
}
