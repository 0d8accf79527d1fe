/** A number as every rendering shows it: computed once, with its definition and factor (design 1.6). */
export interface Figure {
  readonly key: string
  readonly title: string
  /** null when it is undefined; `why` then says the reason. */
  readonly value: number | null
  readonly why: string | null
  readonly unit: "fraction" | "ratio" | "count"
  readonly definition: string
  /** Periods per year used; null when the figure is not annualised. */
  readonly factor: number | null
}
