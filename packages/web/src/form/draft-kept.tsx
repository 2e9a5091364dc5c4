/** Tells that what stands in the form was typed before, and lets it go. */
import { Button } from '@mantine/core';
import { useLanguage } from '../language/language.tsx';
import type { Draft } from './use-draft.ts';

export function DraftKept({ draft }: { readonly draft: Pick<Draft<object>, 'isRestored' | 'drop'> }) {
  const { t } = useLanguage();
  if (!draft.isRestored) return null;
  return (
    <div className="form-kept" role="status">
      <span>{t('form.kept')}</span>
      <Button variant="default" size="compact-sm" onClick={draft.drop}>
        {t('form.startOver')}
      </Button>
    </div>
  );
}
