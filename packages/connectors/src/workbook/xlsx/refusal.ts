/**
 * Expected failure inside a parser's callback or a stream has no return value to travel in, so within this folder it is
 * thrown as a Refusal and turned back into a value at the edge (`settle`). Nothing outside of the folder ever sees one.
 */
import { rejected, retry, unknown } from '@kobling/sdk';
import type { Failure, Outcome } from '@kobling/sdk';

export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.reason.message, options);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

export const refuse = (code: string, message: string, cause?: unknown): Refusal =>
  new Refusal(
    rejected(code, message, cause instanceof Error ? { tech: cause.message } : {}),
    cause === undefined ? undefined : { cause },
  );

/** The file is not what it claims to be; `what` is a clause such as "sheet1.xml ends in the middle of a tag". */
export const damaged = (what: string, cause?: unknown): Refusal =>
  refuse(
    'workbook.damaged',
    `The workbook is damaged: ${what}. Open it in Excel, let Excel repair it, save it, and try again.`,
    cause,
  );

const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The coded sentence for an error of the file system while reading or writing `name`; undefined when it is no such error. */
export function fileFailure(error: unknown, name: string): Failure | undefined {
  switch (errnoOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return rejected('workbook.notFound', `There is no file ${name}. Check the path in the connection's settings.`);
    case 'EISDIR':
      return rejected(
        'workbook.notFound',
        `${name} is a folder, not a workbook. Give the path of an .xlsx or .xlsm file.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return rejected(
        'workbook.readOnly',
        `The hub may not open or change ${name}. Give the hub's user the right to read and write the file and its folder.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return retry(
        'workbook.diskFull',
        `There is no room to write ${name}; it was left as it was. Free some disk space.`,
      );
    case 'EBUSY':
    case 'ETXTBSY':
    case 'EAGAIN':
      return retry('workbook.locked', `Another program holds ${name} at the moment. It is tried again.`);
    case 'EIO':
    case 'ESTALE':
    case 'ETIMEDOUT':
      return retry('workbook.unreachable', `The disk or share that holds ${name} does not answer. It is tried again.`);
    default:
      return undefined;
  }
}

/** Runs `work`; a Refusal or an error of the file system becomes its value, a bug stays an exception. */
export async function settle<T>(name: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    return failureOf(error, name);
  }
}

/** The value of an expected failure; throws what is not expected. */
export function failureOf(error: unknown, name: string): Failure {
  if (error instanceof Refusal) return error.failure;
  const failure = fileFailure(error, name);
  if (failure !== undefined) return failure;
  throw error;
}

export const notFlushed = (name: string): Failure =>
  unknown('workbook.notFlushed', `${name} was written, but the disk did not confirm it. It is read again.`);
