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

/** Solves a linear program by HiGHS; `method` names its algorithm. */
export async function solveLinearProgram(
  program: LinearProgram,
  method: "simplex" | "ipm" = "simplex",
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
        solver: method,
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
  readonly cost: number[] = []
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly starts: number[] = [0]
  readonly rows: number[] = []
  readonly values: number[] = []

  /** Opens a column; its entries follow through `entry`. Gives its index. */
  open(cost: number, lower: number, upper: number): number {
    this.cost.push(cost)
    this.lower.push(lower)
    this.upper.push(upper)
    this.starts.push(this.rows.length)
    return this.cost.length - 1
  }

  /** An entry of the column opened last; zeros are left out. */
  entry(row: number, value: number): void {
    if (value === 0) return
    this.rows.push(row)
    this.values.push(value)
    this.starts[this.starts.length - 1] = this.rows.length
  }

  program(rowLower: Float64Array, rowUpper: Float64Array): LinearProgram {
    return {
      cost: Float64Array.from(this.cost),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      rowLower,
      rowUpper,
      starts: Int32Array.from(this.starts),
      rows: Int32Array.from(this.rows),
      values: Float64Array.from(this.values),
    }
  }
}
