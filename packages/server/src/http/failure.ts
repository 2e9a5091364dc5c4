/** What a service could not do, as HTTP: mapped here and nowhere else, for the pages and for the vendor's API. */
import type { Outcome } from '@kobling/sdk';

export type Failure = Exclude<Outcome<unknown>, { readonly status: 'done' }>;

/** Codes whose kind of failure has a status of its own; by their last part. */
function statusOfCode(code: string): number {
  const last = code.slice(code.lastIndexOf('.') + 1);
  if (last === 'unknown' || last === 'notFound') return 404;
  if (last === 'forbidden' || last === 'noLicence' || last === 'noAccess') return 403;
  if (last === 'underWay') return 504;
  return 409;
}

/** `rejected` carries its own remedy in the sentence; the others say what to do about time. */
export function statusAndRemedy({ status, reason }: Failure): { readonly status: number; readonly remedy: string } {
  switch (status) {
    case 'rejected':
      return { status: statusOfCode(reason.code), remedy: '' };
    case 'retry':
      return { status: 503, remedy: 'Try again in a while.' };
    case 'unknown':
      return { status: 504, remedy: 'Read before you send it again: it may have happened.' };
  }
}
