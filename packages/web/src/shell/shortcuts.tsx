/** The keyboard shortcuts, shown on `?`. Only what works is listed. */
import { Kbd } from '@mantine/core';
import { Dialog } from '../form/dialog.tsx';
import type { ShortcutsKey } from '../language/shortcuts/index.ts';
import { useShortcutsWords } from '../language/shortcuts/index.ts';

const groups: readonly (readonly [
  ShortcutsKey,
  readonly (readonly [keys: readonly string[], what: ShortcutsKey])[],
])[] = [
  [
    'short.anywhere',
    [
      [['Ctrl K'], 'short.find'],
      [['?'], 'short.help'],
    ],
  ],
  [
    'short.lists',
    [
      [['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], 'short.move'],
      [['Enter'], 'short.open'],
      [['Space'], 'short.choose'],
      [['Shift'], 'short.sort'],
    ],
  ],
  [
    'short.cards',
    [
      [['E'], 'short.edit'],
      [['Ctrl S'], 'short.save'],
      [['Esc'], 'short.leave'],
    ],
  ],
];

export function Shortcuts({ close }: { readonly close: () => void }) {
  const { t } = useShortcutsWords();
  return (
    <Dialog opened onClose={close} title={t('short.title')} size={620}>
      <div className="stack">
        {groups.map(([title, rows]) => (
          <section key={title} aria-labelledby={title}>
            <h2 id={title}>{t(title)}</h2>
            <dl className="shortcuts">
              {rows.map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key} size="sm">
                        {key}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{t(what)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
