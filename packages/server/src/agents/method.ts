/** One method of an agent: who may call it, what it takes and answers. Routes, OpenAPI and the tests' walk are made from these. */
import type { Outcome } from '@kobling/sdk';
import type { z } from 'zod';
import type { Person } from '../auth/index.ts';
import type { Hub } from '../hub.ts';

export interface AgentCall {
  readonly hub: Hub;
  readonly person: Person;
  /** Of the answer's texts. */
  readonly language: string;
  /** The caller hung up, or its time is over. */
  readonly signal: AbortSignal;
  /** Adds an HTTP header to the answer: what a method has to say beside its carrier. */
  say(header: string, text: string): void;
}

/**
 * `user`: anybody who is logged in. `licensed`: a user with the ERP Sync licence (rule 14). `administrator`: settings.
 * What a user may see of a connection is asked in the method itself.
 */
export type AgentRight = 'user' | 'licensed' | 'administrator';

export interface MethodSpec<In extends z.ZodType, Out extends z.ZodType> {
  readonly right: AgentRight;
  /** Changes nothing, in hub or ERP. */
  readonly reads: boolean;
  /** From the body; from the query for the methods that take an id there. */
  readonly request: In;
  readonly from?: 'query';
  /** Undefined: answers 204. */
  readonly response: Out;
  handle(input: z.output<In>, call: AgentCall): Promise<Outcome<z.output<Out>>>;
}
export interface Method {
  readonly right: AgentRight;
  readonly reads: boolean;
  readonly request: z.ZodType;
  readonly from?: 'query';
  readonly response: z.ZodType;
  handle(input: unknown, call: AgentCall): Promise<Outcome<unknown>>;
}

/** The one place where a method's own types are put away: `serve.ts` gives `handle` what `request` made of the body. */
export const method = <In extends z.ZodType, Out extends z.ZodType>(spec: MethodSpec<In, Out>): Method => spec;
