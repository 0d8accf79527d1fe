/**
 * Counts that an Arrow file states and apache-arrow loops over without asking whether the file is long enough for
 * them. A torn file can state two thousand million fields; looking at the counts first keeps reading it short.
 * Layout: FlatBuffers internals, and the slots of Arrow's `Message.fbs`, `Schema.fbs` and `File.fbs`.
 */

/** Throws unless an Arrow IPC file or stream has room for everything its messages count. */
export function checkArrowCounts(bytes: Uint8Array): void {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = bytes.length >= 18 && String.fromCharCode(...bytes.subarray(0, 6)) === "ARROW1"
  if (magic) checkFile(file)
  else checkStream(file)
}

/** Rows of one message that a byte of the file can stand for at most, compressed as far as LZ4 can. */
const ROWS_PER_BYTE = 2048

const CONTINUATION = -1
const BLOCK = 24

function checkFile(file: DataView): void {
  const end = file.byteLength - 10
  const footer = part(file, end - file.getInt32(end, true), end)
  const root = rootOf(footer)
  checkSchema(root, 1)
  for (const slot of [2, 3]) {
    const blocks = root.vector(slot, BLOCK)
    for (let i = 0; i < blocks.count; i++) {
      const at = Number(footer.getBigInt64(blocks.start + i * BLOCK, true))
      checkMessage(messageAt(file, at)?.metadata)
    }
  }
}

function checkStream(file: DataView): void {
  for (let at = 0; ; ) {
    const message = messageAt(file, at)
    if (message === undefined) return
    const body = checkMessage(message.metadata)
    at = message.end + body
  }
}

/** Undefined where a stream ends. */
function messageAt(file: DataView, from: number) {
  let at = from
  if (at + 4 > file.byteLength) return undefined
  if (file.getInt32(at, true) === CONTINUATION) at += 4
  if (at + 4 > file.byteLength) return undefined
  const length = file.getInt32(at, true)
  if (length === 0) return undefined
  const end = at + 4 + length
  return { metadata: part(file, at + 4, end), end }
}

function part(file: DataView, from: number, to: number): DataView {
  if (from < 0 || to < from || to > file.byteLength) throw new Error(`a message of ${to - from} bytes`)
  return new DataView(file.buffer, file.byteOffset + from, to - from)
}

/** The bytes of a message's body. */
function checkMessage(metadata: DataView | undefined): number {
  if (metadata === undefined) throw new Error("no message where one should be")
  const message = rootOf(metadata)
  const kind = message.uint8(1)
  if (kind === 1) checkSchema(message, 2)
  if (kind === 2) checkRows(message.table(2)?.table(1))
  if (kind === 3) checkRows(message.table(2))
  const body = message.int64(3)
  if (body < 0) throw new Error(`a body of ${body} bytes`)
  return body
}

function checkSchema(above: FlatTable, slot: number): void {
  const schema = above.table(slot)
  if (schema === undefined) return
  schema.vector(2, 4)
  schema.vector(3, 8)
  let fields = 0
  const checkFields = (table: FlatTable, at: number): void => {
    for (const field of table.tables(at)) {
      fields += 1
      if (fields > table.size / 4) throw new Error("more fields than the file has room for")
      field.vector(6, 4)
      checkFields(field, 5)
    }
  }
  checkFields(schema, 1)
}

function checkRows(batch: FlatTable | undefined): void {
  if (batch === undefined) return
  const nodes = batch.vector(1, 16)
  batch.vector(2, 16)
  batch.vector(4, 8)
  const limit = ROWS_PER_BYTE * batch.fileSize
  const check = (rows: number) => {
    if (rows < 0 || rows > limit) throw new Error(`${rows} rows in a file of ${batch.fileSize} bytes`)
  }
  check(batch.int64(0))
  for (let i = 0; i < nodes.count; i++) check(batch.int64At(nodes.start + 16 * i))
}

function rootOf(view: DataView): FlatTable {
  return new FlatTable(view, view.getUint32(0, true))
}

/** A table of a FlatBuffer: fields are found by their slot through its virtual table. */
class FlatTable {
  private readonly slots: number

  constructor(
    private readonly view: DataView,
    private readonly at: number,
  ) {
    this.slots = at - view.getInt32(at, true)
  }

  /** Bytes of the FlatBuffer. */
  get size(): number {
    return this.view.byteLength
  }

  /** Bytes of the file that it is part of. */
  get fileSize(): number {
    return this.view.buffer.byteLength
  }

  uint8(slot: number): number {
    const at = this.find(slot)
    return at === undefined ? 0 : this.view.getUint8(at)
  }

  int64(slot: number): number {
    const at = this.find(slot)
    return at === undefined ? 0 : this.int64At(at)
  }

  int64At(at: number): number {
    return Number(this.view.getBigInt64(at, true))
  }

  table(slot: number): FlatTable | undefined {
    const at = this.find(slot)
    return at === undefined ? undefined : new FlatTable(this.view, at + this.view.getUint32(at, true))
  }

  *tables(slot: number): Generator<FlatTable> {
    const { start, count } = this.vector(slot, 4)
    for (let i = 0; i < count; i++) {
      const at = start + 4 * i
      yield new FlatTable(this.view, at + this.view.getUint32(at, true))
    }
  }

  /** Where a vector's elements start and how many there are; throws when they don't fit. */
  vector(slot: number, elementSize: number): { readonly start: number; readonly count: number } {
    const at = this.find(slot)
    if (at === undefined) return { start: 0, count: 0 }
    const length = at + this.view.getUint32(at, true)
    const count = this.view.getUint32(length, true)
    if (length + 4 + count * elementSize > this.size)
      throw new Error(`a list of ${count} in ${this.size} bytes`)
    return { start: length + 4, count }
  }

  /** Undefined for a field that is left out. */
  private find(slot: number): number | undefined {
    const entry = 4 + 2 * slot
    if (entry >= this.view.getUint16(this.slots, true)) return undefined
    const offset = this.view.getUint16(this.slots + entry, true)
    return offset === 0 ? undefined : this.at + offset
  }
}
