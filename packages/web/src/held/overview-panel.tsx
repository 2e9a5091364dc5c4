/** On the overview: what is held, in sentences, and the way to it. Nothing where nothing is held. */
import type { Overview } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLanguage } from '../language/language.tsx';
import { groupId, heldSentence } from './sentence.ts';
import { useHeld } from './use-held.ts';
import './held.css';

const shown = 3;

export function HeldPanel({ overview }: { readonly overview: Overview }) {
  const language = useLanguage();
  const { t } = language;
  const held = useHeld(undefined, overview.openHeld > 0);
  if (overview.openHeld === 0) return null;
  return (
    <section className="panel held-notice" aria-label={t('nav.held')}>
      <IconHandStop size={20} aria-hidden />
      <div className="held-notice-words">
        <h2>{t('held.onOverview', { count: overview.openHeld })}</h2>
        {(held.data?.groups ?? []).slice(0, shown).map((group) => (
          <p key={groupId(group)}>
            {heldSentence(group, language)}
            {group.side === 'erp' || group.why === 'oscillating' ? null : (
              <span className="quiet"> {group.connection.name}</span>
            )}
          </p>
        ))}
      </div>
      <Button component={Link} to="/sync/held" variant="default" size="compact-sm">
        {t('held.look')}
      </Button>
    </section>
  );
}
