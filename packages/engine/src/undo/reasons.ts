/** Why a field was left as it is, as a sentence of the command line. */
import type { UndoSkip } from '../ports/undo.ts';

export const undoReasons: Readonly<Record<UndoSkip, string>> = {
  later: 'written again by a later run: undo that one',
  touched: 'somebody wrote it since, though it holds the same value',
  differs: 'changed since',
  otherMoved: 'the other side changed since and is not synced yet: sync, then look again',
  underWay: 'a write to the ERP is under way: try again when it has ended',
  moved: 'changed while it was put back',
  refused: 'the other system refused it',
  created: 'a record created in the ERP is not taken back: delete it there',
  linked: 'a link is not taken back: disconnect it by hand',
  noLink: 'the link was removed',
  relinked: 'the link belongs to another record now',
  unreadable: 'the record cannot be read on both sides',
  unmapped: 'the field is mapped otherwise now: map it as it was, undo, then change the mapping',
  direction: 'the mapping no longer lets this side be written',
  unknownOld: 'what it held before is not known',
};
