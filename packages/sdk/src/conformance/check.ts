import type { CapabilityCard, Reason } from '../types.ts';
import type { ConformanceContext } from './context.ts';

/** `must`: sync loses or invents data without it. `should`: people will stumble. `measure`: no right or wrong. */
export type Severity = 'must' | 'should' | 'measure';

export interface Finding {
  readonly status: 'pass' | 'fail' | 'skip';
  /** One sentence: what was seen, and what to do where it failed. */
  readonly message: string;
  readonly measured?: Partial<CapabilityCard>;
}

export interface Check {
  /** Stable, for lists of known deviations. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Left out when the run may not write. */
  readonly writes?: boolean;
  run(ctx: ConformanceContext): Promise<Finding>;
}

export const pass = (message: string, measured?: Partial<CapabilityCard>): Finding =>
  measured === undefined ? { status: 'pass', message } : { status: 'pass', message, measured };
export const skip = (message: string): Finding => ({ status: 'skip', message });

/** By its key in `reason.fields`, or as a word of the sentence: over SOAP there is room for nothing else. */
export const names = ({ fields, message }: Reason, fieldKey: string): boolean =>
  fields?.[fieldKey] !== undefined || message.split(/\s+/).some((word) => bare(word) === bare(fieldKey));
const bare = (word: string): string => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

const shownProblems = 5;

/** Failed with the first few problems, or passed with the sentence. */
export function verdict(problems: readonly string[], message: string, measured?: Partial<CapabilityCard>): Finding {
  if (problems.length === 0) return pass(message, measured);
  const more = problems.length > shownProblems ? ` … and ${problems.length - shownProblems} more.` : '';
  const failed = { status: 'fail' as const, message: problems.slice(0, shownProblems).join(' ') + more };
  return measured === undefined ? failed : { ...failed, measured };
}

/** Ends a check as failed: a call it builds on did not answer. */
export class CheckFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CheckFailed';
  }
}
