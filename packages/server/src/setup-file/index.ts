/** kobling.yaml: read, compare, apply, export. Begin with setup.ts. */
export { applySetup, type ApplyOptions, type ApplyResult, type StartedMatch } from './apply.ts';
export { exportSetup } from './export.ts';
export { planSetup, type PlanResult } from './plan.ts';
export { readSetup, referencesOf, type ReadResult } from './read.ts';
export { type ReferenceValues } from './resolve.ts';
export { type Problem, type Reference, referenceKey, type Setup } from './setup.ts';
export { ConnectionBusy } from './under-lease.ts';
