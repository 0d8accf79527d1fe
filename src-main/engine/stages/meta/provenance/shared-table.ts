/** Values that many rows share, each once under a name that says what it is. */
export class SharedTable<T extends object> {
  readonly #rows: Record<string, T>
  readonly #ids = new Map<string, string>()

  constructor(rows: Readonly<Record<string, T>>) {
    this.#rows = { ...rows }
    for (const [id, row] of Object.entries(rows)) this.#ids.set(`${id}\n${JSON.stringify(row)}`, id)
  }

  get rows(): Readonly<Record<string, T>> {
    return this.#rows
  }

  /** The name of a value: the one wished for, with a number when another value has it. */
  idOf(wished: string, value: T): string {
    const key = `${wished}\n${JSON.stringify(value)}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    let id = wished
    for (let n = 2; id in this.#rows; n += 1) id = `${wished} ${n}`
    this.#rows[id] = value
    this.#ids.set(key, id)
    return id
  }
}
