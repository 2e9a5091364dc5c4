import { useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';

/** A sentence with a time in it: each language puts it elsewhere. */
export function When({
  at,
  message,
  future = false,
}: {
  readonly at: string;
  readonly message: 'agreement.at' | 'agreement.nextAt';
  readonly future?: boolean;
}) {
  const { t } = useLanguage();
  const [before, after] = t(message).split('{when}');
  return (
    <>
      {before}
      <Ago at={at} future={future} />
      {after}
    </>
  );
}
