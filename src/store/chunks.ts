/** Of the parameters of a statement SQLite takes 32,766, and a row has ten at most. */
const MOST = 1_024

/**
 * Rows for one statement each, in as few sizes as there are powers of two: a statement is kept prepared for each size,
 * and that of a thousand rows takes a megabyte.
 */
export function* inChunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0, size = MOST; start < rows.length; start += size) {
    while (size > rows.length - start) size /= 2
    yield rows.slice(start, start + size)
  }
}
