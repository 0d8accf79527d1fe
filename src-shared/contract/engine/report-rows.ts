import type { MetaReport, ReportHeader } from "#shared/model/report"

/** A report as it is shown, without what its figures stand on: that is most of a long one, and is asked for by figure. */
export interface ReportDocument extends Omit<MetaReport, "provenance" | "header"> {
  readonly header: Omit<ReportHeader, "ledger"> & {
    readonly ledger: Pick<ReportHeader["ledger"], "record" | "head">
  }
}
