/** A method's refusal, as clients of the vendor's API read it. */
import { textIn } from '@kobling/sdk';
import { type Failure, statusAndRemedy } from '../http/failure.ts';

export interface AgentError {
  readonly status: number;
  readonly body: {
    readonly code: string;
    readonly message: string;
    /** The same, where clients of the vendor's API look for it. */
    readonly Message: string;
    readonly remedy: string;
    /** Sentence per property that was refused. */
    readonly fields?: Readonly<Record<string, string>>;
  };
}
export const agentError = (
  status: number,
  code: string,
  message: string,
  remedy = '',
  fields?: AgentError['body']['fields'],
): AgentError => ({
  status,
  body: { code, message, Message: message, remedy, ...(fields !== undefined && { fields }) },
});

export function errorOf(failure: Failure, language: string): AgentError {
  const { status, remedy } = statusAndRemedy(failure);
  const { code, message, fields } = failure.reason;
  return agentError(status, code, textIn(language, message), remedy, fields);
}
