/** What a workbook may cost us. Real ones are far below; a file built to exhaust memory or disk is far above. */
export interface Limits {
  /** Bytes of all parts together when unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked to packed size, looked at only beyond `ratioFromBytes`: small parts of spaces pack better than that. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  readonly entries: number;
  /** Bytes of the shared strings part: the only part held in memory as a whole. */
  readonly sharedStringsBytes: number;
  /** Bytes of a part that is read whole (workbook, relationships, styles, tables). */
  readonly smallPartBytes: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: Limits = {
  unpackedBytes: 1024 * mebibyte,
  ratio: 200,
  ratioFromBytes: 50 * mebibyte,
  entries: 10_000,
  sharedStringsBytes: 256 * mebibyte,
  smallPartBytes: 64 * mebibyte,
};

/** A parser with deep nesting needs time that grows with depth; no workbook needs more (security.md). */
export const xmlDepth = 64;
/** Excel's own (ECMA-376, Excel specifications and limits). */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;
export const textLength = 32_767;
