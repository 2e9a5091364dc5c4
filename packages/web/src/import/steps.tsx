import { useImportWords } from '../language/import/index.ts';

const names = ['import.stepSource', 'import.stepDetails', 'import.stepPreview', 'import.stepDone'] as const;

/** Where one is on the way, 0-based. */
export function Steps({ at }: { readonly at: number }) {
  const { t } = useImportWords();
  return (
    <ol className="import-steps" aria-label={t('import.steps')}>
      {names.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} data-past={index < at}>
          {t(name)}
        </li>
      ))}
    </ol>
  );
}
