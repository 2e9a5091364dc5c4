/**
 * The twenty invariants of docs/invariants.md as checks over a recorded history. A file's number is its invariant's; a few questions
 * that share their way of finding out stand together. Every check is seen to break in the test beside it.
 */
import type { Check } from '../history.ts';
import { convergence } from './01-convergence.ts';
import { boundedWrites, quietRounds } from './02-quiet.ts';
import { bothValuesKept, noLostUpdate, nothingInvented } from './03-no-lost-update.ts';
import { otherFieldsSurvive } from './04-other-field.ts';
import { createsOnce, crmOrigins, erpOrigins, nothingConcludedFromSilence } from './05-origins.ts';
import { mergesTakeLinksAlong, notRePointed, oneToOne } from './06-links.ts';
import { effectOnce } from './07-effect-once.ts';
import { nothingLeftOpen, rowsAreTrue, writesAreTold } from './08-nothing-open.ts';
import { ownWriteIsNoEdit } from './09-own-writes.ts';
import { cursorFollows, cursorPassesNothing, logReplays, nothingToldTwice, toldOnce } from './10-cursor-and-log.ts';
import { writesCompare } from './13-compare.ts';
import { winnerByRank } from './14-rank.ts';
import { failuresHaveCauses, failuresWereRefusals, stopsHaveReasons } from './15-failures.ts';
import { orphansWait, parentsFirst } from './16-parents.ts';
import { absentIsNotBlank } from './17-no-blanking.ts';
import { conversionIsStable, endIsTheStorysEnd, writesAreAllowed } from './18-values.ts';
import { oldDataStaysBehind } from './19-amnesia.ts';
import { attemptsAreBounded, oneRunner } from './20-bounds.ts';

export const checks: readonly Check[] = [
  convergence,
  quietRounds,
  boundedWrites,
  noLostUpdate,
  nothingInvented,
  bothValuesKept,
  otherFieldsSurvive,
  crmOrigins,
  erpOrigins,
  createsOnce,
  nothingConcludedFromSilence,
  oneToOne,
  mergesTakeLinksAlong,
  notRePointed,
  effectOnce,
  nothingLeftOpen,
  writesAreTold,
  rowsAreTrue,
  ownWriteIsNoEdit,
  cursorFollows,
  cursorPassesNothing,
  toldOnce,
  logReplays,
  nothingToldTwice,
  writesCompare,
  winnerByRank,
  failuresHaveCauses,
  failuresWereRefusals,
  stopsHaveReasons,
  parentsFirst,
  orphansWait,
  absentIsNotBlank,
  conversionIsStable,
  writesAreAllowed,
  endIsTheStorysEnd,
  oldDataStaysBehind,
  attemptsAreBounded,
  oneRunner,
];
