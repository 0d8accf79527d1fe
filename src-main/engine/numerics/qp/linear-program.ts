import { highs } from "./highs"

/** min cost'x, row limits on A x, bounds on x; A by columns. Missing limits are infinite. */
export interface LinearProgram {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** Column j holds entries starts[j] .. starts[j + 1] - 1. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float64Array
}

export interface LinearResult {
  readonly x: Float64Array
  /** Change of the optimum per unit of each row's binding limit. */
  readonly rowDuals: Float64Array
  readonly iterations: number
  /** False when it is infeasible, unbounded or was given up. */
  readonly optimal: boolean
}

/** HiGHS's algorithms; scaling by HiGHS itself doubles the iterations of programs that come scaled. */
export type LinearMethod = "simplex" | "scaled simplex" | "ipm"

const NO_SCALING = 0
const EQUILIBRATION = 2

/** Solves a linear program by HiGHS. */
export async function solveLinearProgram(
  program: LinearProgram,
  method: LinearMethod = "simplex",
): Promise<LinearResult> {
  const engine = await highs()
  const numCols = program.cost.length
  const numRows = program.rowLower.length
  return engine.withModel(
    {
      numCols,
      numRows,
      colCost: program.cost,
      colLower: program.lower,
      colUpper: program.upper,
      rowLower: program.rowLower,
      rowUpper: program.rowUpper,
      matrix: {
        format: "csc",
        numRows,
        numCols,
        starts: program.starts,
        indices: program.rows,
        values: program.values,
      },
    },
    (model) => {
      model.options.set({
        output_flag: false,
        solver: method === "ipm" ? "ipm" : "simplex",
        simplex_scale_strategy: method === "simplex" ? NO_SCALING : EQUILIBRATION,
        // Presolve costs more than it saves on the dense programs of portfolios.
        presolve: "off",
        primal_feasibility_tolerance: 1e-10,
        dual_feasibility_tolerance: 1e-10,
      })
      model.run()
      const { colValue, rowDual } = model.getSolution()
      const count = model.info.get(method === "ipm" ? "ipm_iteration_count" : "simplex_iteration_count")
      return {
        x: colValue,
        rowDuals: rowDual,
        iterations: Number(count),
        optimal: model.getModelStatus() === engine.constants.modelStatus.optimal,
      }
    },
  )
}

/** Collects the columns of a linear program one after the other. */
export class ColumnList {
  private readonly costs: number[] = []
  private readonly lower: number[] = []
  private readonly upper: number[] = []
  private readonly starts: number[] = []
  private rows = new Int32Array(1024)
  private values = new Float64Array(1024)
  private entries = 0

  /** Columns so far. */
  get count(): number {
    return this.costs.length
  }

  /** Opens a column; its entries follow through `entry`. */
  open(cost: number, lower: number, upper: number): void {
    this.costs.push(cost)
    this.lower.push(lower)
    this.upper.push(upper)
    this.starts.push(this.entries)
  }

  /** An entry of the column opened last; zeros are left out. */
  entry(row: number, value: number): void {
    if (value === 0) return
    if (this.entries === this.rows.length) this.grow()
    this.rows[this.entries] = row
    this.values[this.entries] = value
    this.entries++
  }

  private grow(): void {
    const rows = new Int32Array(2 * this.rows.length)
    const values = new Float64Array(2 * this.values.length)
    rows.set(this.rows)
    values.set(this.values)
    this.rows = rows
    this.values = values
  }

  /** The program that the columns make with limits on their rows. */
  program(rowLower: Float64Array, rowUpper: Float64Array): LinearProgram {
    return {
      cost: Float64Array.from(this.costs),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      rowLower,
      rowUpper,
      starts: Int32Array.of(...this.starts, this.entries),
      rows: this.rows.subarray(0, this.entries),
      values: this.values.subarray(0, this.entries),
    }
  }
}
