import type { ColumnMetaData, FileMetaData, SchemaElement } from "hyparquet"

/**
 * What a footer states is trusted with memory and time only as far as the file can bear it out: a torn one can count
 * two thousand million rows.
 */

/** Cells of a table at most: 8,000 columns of 30 years. */
const MOST_CELLS = 2 ** 26

/** Cells that one byte of a file can stand for; repeated values compress far. */
const MOST_CELLS_PER_BYTE = 4096

/** The column chunks of each row group, in the schema's order. Throws when they are not as the schema or the file says. */
export function checkedChunks(
  metadata: FileMetaData,
  elements: readonly SchemaElement[],
  fileSize: number,
): readonly (readonly ColumnMetaData[])[] {
  const names = elements.map(({ name }) => name).join(", ")
  const rows = metadata.row_groups.reduce((sum, group) => sum + group.num_rows, 0n)
  if (rows !== metadata.num_rows) throw otherColumns(names)
  const cells = Number(rows) * elements.length
  if (rows < 0n || cells > Math.min(MOST_CELLS, MOST_CELLS_PER_BYTE * fileSize)) {
    throw new Error(`${rows} rows of ${elements.length} columns in a file of ${fileSize} bytes`)
  }
  // The footer, its length and the closing magic number.
  const end = fileSize - 8 - metadata.metadata_length
  let stored = 0
  return metadata.row_groups.map(({ columns, num_rows }) => {
    if (num_rows < 0n || columns.length !== elements.length) throw otherColumns(names)
    return columns.map(({ meta_data: chunk, file_path }, i) => {
      const { name, type } = elements[i]!
      const isTheColumn = chunk?.path_in_schema.join(".") === name && chunk.type === type
      if (!isTheColumn || chunk.num_values !== num_rows) throw otherColumns(names)
      if (file_path !== undefined) throw new Error(`column ${name} in another file`)
      const [from, to] = rangeOf(chunk)
      stored += to - from
      // Chunks don't overlap, so that each byte of the file is read once.
      if (!(from >= 4 && to >= from && to <= end && stored <= fileSize)) {
        throw new Error(`column ${name} in the bytes from ${from} to ${to} of ${fileSize}`)
      }
      return chunk
    })
  })
}

/** First byte of a column chunk and the one after its last. */
export function rangeOf(chunk: ColumnMetaData): readonly [number, number] {
  // Some writers leave out where the dictionary is and say that its page is the first one of data.
  const from = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
  return [from, from + Number(chunk.total_compressed_size)]
}

function otherColumns(names: string): Error {
  return new Error(`row groups with other columns or rows than the schema's ${names}`)
}
