import type { Measure } from "./measure"

/** Omega ratio (Keating and Shadwick 2002) at the threshold 0: all gains over all losses. */
export const omega: Measure = {
  key: "omega",
  title: "Omega (0)",
  unit: "ratio",
  definition: "sum max(r, 0) / sum max(-r, 0)",
  undefinedWhen: "no negative return",
  annualised: "no",
  of: ({ returns }) => {
    let gains = 0
    let losses = 0
    for (const r of returns) {
      if (r > 0) gains += r
      else losses -= r
    }
    return losses === 0 ? { why: "no negative return" } : gains / losses
  },
}
