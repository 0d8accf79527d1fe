import { highs } from "#engine/numerics/qp/highs"
import type { Infeasibility } from "#shared/model/optimize"
import { constraintPart, type FeasibleSet } from "./feasible-set"

const OPTIONS = { output_flag: false, solver: "simplex", primal_feasibility_tolerance: 1e-10 }

/** HiGHS's codes: how it looks for conflicts, and which bounds of a column are in one. */
const FROM_LP_IRREDUCIBLE = 6
const LOWER = 2
const UPPER = 3
const BOTH = 4

/**
 * Why no weights keep all the constraints: an irreducible set of constraints in conflict (HiGHS's
 * irreducible infeasible subsystem) and the least total relaxation of limits that leaves a solution.
 * Gives undefined when weights exist.
 */
export async function constraintConflict(set: FeasibleSet): Promise<Infeasibility | undefined> {
  const engine = await highs()
  const names = limitNames(set)
  const model = linearModel(set)
  const conflict = engine.withModel(model, (program) => {
    program.options.set({ ...OPTIONS, iis_strategy: FROM_LP_IRREDUCIBLE })
    program.run()
    if (program.getModelStatus() !== engine.constants.modelStatus.infeasible) return undefined
    const { rowIndex, colIndex, colBound } = program.getIis()
    const rows = Array.from(rowIndex, (r) => (r === 0 ? "sum of weights = 1" : names[r - 1]!))
    const bounds = Array.from(colIndex).flatMap((column, k) => boundsInConflict(set, column, colBound[k]!))
    return [...new Set(rows), ...bounds]
  })
  if (conflict === undefined) return undefined
  return { reason: "constraints", conflict, relaxation: await leastRelaxation(set) }
}

function boundsInConflict({ names, bounds }: FeasibleSet, column: number, code: number): readonly string[] {
  const name = names[column]
  if (name === undefined) return []
  const lower = `${name} >= ${figure(bounds.lower[column]!)}`
  const upper = `${name} <= ${figure(bounds.upper[column]!)}`
  return [
    ...(code === LOWER || code === BOTH ? [lower] : []),
    ...(code === UPPER || code === BOTH ? [upper] : []),
  ]
}

/** Names of the inequality rows of `constraintPart`; the many rows of a turnover limit share one. */
function limitNames({ names, rows, turnover }: FeasibleSet): readonly string[] {
  const limits = rows.map(({ name }) => name)
  if (turnover === undefined) return limits
  const told = `turnover <= ${turnover.limit}`
  return [...limits, ...names.flatMap(() => [told, told]), told]
}

type LinearModel = Extract<
  NonNullable<Parameters<Awaited<ReturnType<typeof highs>>["createModel"]>[0]>,
  { readonly numCols: number }
>

/** The constraints as a linear model; each of the `relaxed` limits gets a slack of cost 1. */
function linearModel(set: FeasibleSet, relaxed: readonly number[] = []): LinearModel {
  const part = constraintPart(set)
  const limits = part.inequalityLimits.length
  const slackOf = new Map(relaxed.map((row, k) => [row, part.n + k]))
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (let i = 0; i < part.n; i++) {
    if (part.equalityRows[i] === 0) continue
    indices.push(i)
    values.push(1)
  }
  starts.push(indices.length)
  for (let r = 0; r < limits; r++) {
    for (let k = part.inequalityRows.starts[r]!; k < part.inequalityRows.starts[r + 1]!; k++) {
      indices.push(part.inequalityRows.columns[k]!)
      values.push(part.inequalityRows.values[k]!)
    }
    const slack = slackOf.get(r)
    if (slack !== undefined) {
      indices.push(slack)
      values.push(-1)
    }
    starts.push(indices.length)
  }
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)
  const numCols = part.n + relaxed.length
  return {
    numCols,
    numRows: 1 + limits,
    colCost: [...zeros(part.n), ...relaxed.map(() => 1)],
    colLower: [...part.lower, ...zeros(relaxed.length)],
    colUpper: [...part.upper, ...relaxed.map(() => Infinity)],
    rowLower: [1, ...Array.from({ length: limits }, () => -Infinity)],
    rowUpper: [1, ...part.inequalityLimits],
    matrix: { format: "csr", numRows: 1 + limits, numCols, starts, indices, values },
  }
}

/** The limits to loosen, each by how much, so that the loosening in all is least. */
async function leastRelaxation(set: FeasibleSet): Promise<string> {
  const engine = await highs()
  const names = limitNames(set)
  const own = set.rows.map((_, r) => r)
  const relaxed = set.turnover === undefined ? own : [...own, names.length - 1]
  const model = linearModel(set, relaxed)
  const slacks = engine.withModel(model, (program) => {
    program.options.set(OPTIONS)
    program.run()
    return program.getSolution().colValue.slice(model.numCols - relaxed.length)
  })
  const told = relaxed.flatMap((row, k) =>
    slacks[k]! > 1e-9 ? [`loosen "${names[row]!}" by ${figure(slacks[k]!)}`] : [],
  )
  return told.join(" and ")
}

function figure(value: number): string {
  return String(Number(value.toPrecision(6)))
}
