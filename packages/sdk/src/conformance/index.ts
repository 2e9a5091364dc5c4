/**
 * One suite that every connector must pass, ours and others' behind SOAP alike. `runConformance` answers a report with
 * what the connector does well, what will hurt in use, and what was measured for its capability card;
 * `conformanceTests` registers the same checks as node:test tests.
 *
 * With `write: true` it creates a few actors and cannot delete them: use a test company of the ERP.
 */
export { conformanceChecks } from './all-checks.ts';
export { cardFrom } from './card.ts';
export { cardAsText } from './card-text.ts';
export type { Check, Finding, Severity } from './check.ts';
export { ConformanceContext, type ConformanceOptions } from './context.ts';
export { type FailOn, type Grade, gradeOf, unasked } from './grade.ts';
export { conformanceTests, type ConformanceSubject } from './node-tests.ts';
export { reportAsJunit } from './report-junit.ts';
export { reportAsText } from './report-text.ts';
export { passed, type Report, type ReportLine, runCheck, runConformance } from './run.ts';
