import { VerdictChip } from "../../../parts/state-chip"
import { useReport } from "../report-context"
import classes from "../report.module.css"

/** PASS, WARN or FAIL, with every reason. */
export function VerdictBanner() {
  const { report } = useReport()
  const { verdict, header, description } = report
  return (
    <div className={classes["banner"]} data-grade={verdict.grade}>
      <div className={classes["bannerHead"]}>
        <VerdictChip verdict={verdict.grade} />
        <h2>{report.meta_profile}</h2>
        <span className="mono">{header.run_id}</span>
      </div>
      {description !== "" && <p>{description}</p>}
      {verdict.reasons.length > 0 && (
        <ul className={classes["reasons"]}>
          {verdict.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.where} ${reason.note}`}>
              <VerdictChip verdict={reason.grade} />
              <span>
                {reason.where === "" ? "" : `${reason.where}: `}
                {reason.note}
              </span>
              <code>{reason.code}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
