import { useMemo } from "react"
import { useAnswer } from "../../../store/use-desk"
import { symbolLines } from "../model/symbol-lines"

/** A page holds 4,096 rows or a megabyte; a portfolio of 5,000 holdings needs two. */
export function useSymbolLines(
  asked: { readonly root: string; readonly runId: string; readonly riskProfile: string } | null,
  grossBefore: number,
) {
  const ask = (first: number | null) =>
    asked === null || first === null ? null : { ...asked, withRisk: true, first }
  const one = useAnswer("holdings.table", ask(0), ["runs"])
  const two = useAnswer("holdings.table", ask(nextPage(one)), ["runs"])
  const three = useAnswer("holdings.table", ask(nextPage(two)), ["runs"])
  const rest = nextPage(three) === null ? 0 : rowsLeft(three)
  const rows = useMemo(
    () =>
      symbolLines(
        [one, two, three].flatMap((page) => (page.state === "ready" ? [page.value.bytes] : [])),
        grossBefore,
      ),
    [one, two, three, grossBefore],
  )
  return { answer: one, rows, rest }
}

type PageAnswer = ReturnType<typeof useAnswer<"holdings.table">>

function nextPage(page: PageAnswer): number | null {
  return page.state === "ready" && rowsLeft(page) > 0 ? page.value.first + page.value.count : null
}

function rowsLeft(page: PageAnswer): number {
  return page.state === "ready" ? page.value.rows - page.value.first - page.value.count : 0
}
