import { measuringChecks, writtenMeasures } from './card-checks.ts';
import { cultureChecks } from './culture-checks.ts';
import { cursorChecks } from './cursor-checks.ts';
import type { Check } from './check.ts';
import { creatingChecks } from './creating-checks.ts';
import { readingChecks } from './reading-checks.ts';
import { savingChecks } from './saving-checks.ts';
import { searchChecks } from './search-checks.ts';
import { setupChecks } from './setup-checks.ts';
import { valueChecks } from './value-checks.ts';

/** All checks, in the order they should run: those that write come last. */
export const conformanceChecks = (): readonly Check[] => [
  ...setupChecks,
  ...readingChecks,
  ...cultureChecks,
  ...cursorChecks,
  ...searchChecks,
  ...measuringChecks,
  ...creatingChecks,
  ...savingChecks,
  ...valueChecks,
  ...writtenMeasures,
];
