import { createContext, useContext } from "react"
import type { MetaReport } from "#shared/model/report"
import type { ReportExplainer } from "#shared/report/explain-report"

/** What every section of a report has at hand. */
export interface ReportPlace {
  readonly root: string
  readonly runId: string
  readonly report: MetaReport
  readonly explainer: ReportExplainer
  /** Addresses that can be followed. */
  readonly followable: ReadonlySet<string>
  /** Opens where a figure comes from. */
  readonly follow: (address: string) => void
}

const ReportContext = createContext<ReportPlace | null>(null)
export const ReportProvider = ReportContext.Provider

export function useReport(): ReportPlace {
  const place = useContext(ReportContext)
  if (place === null) throw new Error("a section stands outside of its report")
  return place
}
