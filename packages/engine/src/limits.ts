/** Every limit of the engine, with its reason. Times in ms. */
export const limits = {
  /** Links a statement: bulk statements are fastest near 1,000 rows (docs/architecture measurements). */
  batch: 1_000,
  /** A job yields after this long, so that lower-ranked connections and requests get their turn (H24). */
  sliceMs: 5_000,
  /** Rounds in which a link that moved is decided again before it waits for the next cycle (H04, H27). */
  rounds: 3,
  /** Times that a write of unknown outcome waits for an actor that the ERP does not return, before it counts as not done. */
  looks: 2,
  /** Attempts before a link is parked. */
  attempts: 8,
  /** A parked link is tried once a day. */
  parkedMs: 24 * 3_600_000,
  /** First wait after a failure; doubles with each further one. */
  backoffMs: 5_000,
  backoffMaxMs: 15 * 60_000,
  /** A link whose answer was older than what it knows is read again after this (H15). */
  staleMs: 60_000,
  /** So often and so long must answers stay older than what was seen before they are believed (H10). */
  staleReads: 3,
  staleLastsMs: 10 * 60_000,
  /** More links gone back than both of these: the ERP was restored. */
  restoredFloor: 20,
  restoredShare: 0.001,
  /** Links read when a poll answers nothing at all, although at least the newest record should come again. */
  probe: 3,
  /** Values sent without known outcome may land for this long (H13). */
  lateMs: 24 * 3_600_000,
  /** Missing keys looked for elsewhere in one cycle, and how long one that was not found rests (H34). */
  sought: 20,
  soughtMs: 24 * 3_600_000,
  /** Full calls that must go well before the size of calls grows again, and by how much (H30). */
  batchGrowsAfter: 20,
  batchGrowth: 1.25,
  /** Longest ERP key; longer ones are refused (H34). */
  keyLength: 254,
  /** Share of one answer that may be missing before nothing is concluded from it (H23), and the floor below which share means nothing. */
  missingShare: 0.05,
  missingFloor: 3,
  /** After a suspicious answer the links are looked at again. */
  suspiciousMs: 10 * 60_000,
  /** Keys of sound links asked along with missing ones, to see that the ERP answers at all (H23). */
  neighbours: 20,
  /** Marks kept per cursor; older ones thin out (H22). */
  marks: 64,
  /** LastModified dates further ahead than this never move a cursor (H22). */
  aheadMs: 24 * 3_600_000,
  /** A late find raises the overlap, at most to this (H23). */
  overlapMaxMs: 3_600_000,
  /** Requests of people served between two batches. */
  urgent: 20,
  /** A lease must outlast a write's deadline by this much (H13). */
  leaseMarginMs: 15_000,
  /** Values of a batch that the brake counts, most frequent first; blankings always (H18). */
  brakeValues: 50,
  /** Matches of a search before a create that are kept: more than a few mean that a person must look anyway. */
  candidates: 50,
  /** Fields an undo's answer names of those it left; all of them are stored with the request. */
  undoExamples: 20,
} as const;
