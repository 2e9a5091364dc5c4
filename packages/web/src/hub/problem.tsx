import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { MessageKey } from '../language/messages.ts';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import { HubError } from './client.ts';
import { errorCodes } from './error-codes.ts';

/** Of a save: what stands is not what was typed over. */
export const formChanged = 'form.changed';
/** The same, as services say it of what is saved part by part. */
const movedCodes: readonly string[] = [formChanged, 'mapping.moved', 'listMapping.moved', 'default.moved'];
/** Another window was quicker: what it saved is to be shown beside what was typed (form/meanwhile.tsx). */
export const isMoved = (error: unknown): boolean => error instanceof HubError && movedCodes.includes(error.code);

export interface ProblemText {
  readonly message: string;
  readonly remedy: string;
}
/** What happened and what to do, in the user's language: by its code, or by the hub's sentence. */
export function problemText(error: unknown, { t, told }: Pick<LanguageState, 't' | 'told'>): ProblemText {
  if (error instanceof HubError && error.code === formChanged)
    return { message: t('error.meanwhile.message'), remedy: t('error.meanwhile.remedy') };
  if (error instanceof HubError) {
    const code = errorCodes.find((known) => known === error.code);
    if (code === undefined) return { message: told(error.message), remedy: told(error.remedy) };
    const keys: readonly [MessageKey, MessageKey] = [`error.${code}.message`, `error.${code}.remedy`];
    return { message: t(keys[0]), remedy: t(keys[1]) };
  }
  return { message: t('error.internal.message'), remedy: t('error.internal.remedy') };
}

export function Problem({ error, again }: { readonly error: unknown; readonly again?: (() => void) | undefined }) {
  const { t, told } = useLanguage();
  const { message, remedy } = problemText(error, { t, told });
  // The form itself says it, with both values (form/meanwhile.tsx).
  if (error instanceof HubError && error.code === formChanged) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={message}
      classNames={{ root: 'problem' }}
    >
      <div className="row">
        <span>{remedy}</span>
        {again === undefined ? null : (
          <Button variant="default" onClick={again}>
            {t('error.again')}
          </Button>
        )}
      </div>
    </Alert>
  );
}
