/** What a method could not do, as HTTP: mapped here and nowhere else. */
import { type Outcome, textIn } from '@kobling/sdk';

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
type Failure = Exclude<Outcome<unknown>, { readonly status: 'done' }>;

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

/** Codes whose kind of failure has a status of its own; by their last part. */
const statusOf = (code: string): number => {
  const last = code.slice(code.lastIndexOf('.') + 1);
  if (last === 'unknown' || last === 'notFound') return 404;
  if (last === 'forbidden' || last === 'noLicence' || last === 'noAccess') return 403;
  if (last === 'underWay') return 504;
  return 409;
};

/** `rejected` carries its own remedy in the sentence; the others say what to do about time. */
export function errorOf({ status, reason }: Failure, language: string): AgentError {
  const message = textIn(language, reason.message);
  switch (status) {
    case 'rejected':
      return agentError(statusOf(reason.code), reason.code, message, '', reason.fields);
    case 'retry':
      return agentError(503, reason.code, message, 'Try again in a while.');
    case 'unknown':
      return agentError(504, reason.code, message, 'Read before you send it again: it may have happened.');
  }
}
