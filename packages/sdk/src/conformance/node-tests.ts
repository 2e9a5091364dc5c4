import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connector } from '../types.ts';
import { ConformanceContext, type ConformanceOptions } from './context.ts';
import { conformanceChecks } from './all-checks.ts';
import { runCheck } from './run.ts';

/** A connector ready to be checked, with what must be tidied up afterwards. */
export interface ConformanceSubject extends ConformanceOptions {
  readonly connector: Connector;
  cleanUp?(): Promise<void> | void;
}

/**
 * Registers every check as a node:test test. `must` and `should` fail the test; `known` lists checks by id whose
 * failure is accepted, each with the reason why, and which then must fail: a mended one leaves the list.
 */
export function conformanceTests(
  name: string,
  factory: () => Promise<ConformanceSubject> | ConformanceSubject,
  known: Readonly<Record<string, string>> = {},
): void {
  describe(`${name}: conformance`, () => {
    let subject: ConformanceSubject | undefined;
    let context: ConformanceContext | undefined;
    before(async () => {
      subject = await factory();
      const opened = await subject.connector.open(subject.config, subject.host, {
        signal: AbortSignal.timeout(60_000),
      });
      if (opened.status !== 'done') throw new Error(`open ended ${opened.status}: ${opened.reason.message}`);
      context = new ConformanceContext(subject.connector, opened.value, subject);
    });
    after(async () => {
      await context?.connection.close();
      await subject?.cleanUp?.();
    });
    for (const check of conformanceChecks()) {
      test(`${check.id}: ${check.title}`, async (t) => {
        assert.ok(context !== undefined);
        const line = await runCheck(check, context);
        const accepted = known[check.id];
        t.diagnostic(accepted === undefined ? line.message : `${line.message} Accepted: ${accepted}`);
        if (accepted !== undefined) assert.equal(line.status, 'fail', `${check.id} is mended: take it off the list`);
        else if (line.severity !== 'measure') assert.notEqual(line.status, 'fail', line.message);
      });
    }
  });
}
