import type { OpenedWorkspace } from "#shared/contract/desk/workspace-calls"
import type { FileVerdict } from "#shared/model/diagnosis"
import { Answered } from "../../parts/answered"
import { ProblemList } from "../../parts/problem-view"
import { ToneChip } from "../../parts/state-chip"
import { useAnswer } from "../../store/use-desk"
import classes from "./workspace-screen.module.css"

/** The open workspace: what can be run, and which files keep the rest from it. */
export function DoctorView({ workspace }: { readonly workspace: OpenedWorkspace }) {
  const input = { root: workspace.root, metaProfiles: [], all: false }
  const answer = useAnswer("workspace.diagnose", input, ["manifest", "runs"])
  return (
    <section className={classes["panel"]} aria-label="The open workspace">
      <h2>{workspace.name}</h2>
      <p className="mono">{workspace.manifest}</p>
      {workspace.problems.length > 0 && <ProblemList problems={workspace.problems} />}
      <Answered answer={answer} what="The verdicts on its files">
        {(diagnosis) => (
          <>
            <table className={classes["table"]}>
              <thead>
                <tr>
                  <th>Meta profile</th>
                  <th>Can be run</th>
                  <th>Because</th>
                </tr>
              </thead>
              <tbody>
                {diagnosis.metas.map((meta) => (
                  <tr key={meta.meta_profile}>
                    <td>{meta.meta_profile}</td>
                    <td>
                      <ToneChip tone={meta.runnable ? "ok" : "failed"} word={meta.runnable ? "yes" : "no"} />
                    </td>
                    <td>{meta.because.join("; ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Files files={diagnosis.runs.flatMap((run) => run.files).filter(needsAttention)} />
            {diagnosis.convert !== null && (
              <p>
                Convert every pickle with <code>{diagnosis.convert}</code>
              </p>
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

function needsAttention(file: FileVerdict): boolean {
  return file.verdict !== "found"
}

function Files({ files }: { readonly files: readonly FileVerdict[] }) {
  if (files.length === 0) return <p>Every file that its sleeves need was found.</p>
  return (
    <table className={classes["table"]}>
      <thead>
        <tr>
          <th>File</th>
          <th>Verdict</th>
          <th>Seen</th>
          <th>Remedy</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={`${file.file} ${file.role}`}>
            <td className="mono">{file.file}</td>
            <td>
              <ToneChip
                tone={file.verdict === "convertible" || file.verdict === "stale" ? "warning" : "failed"}
                word={file.verdict}
              />
            </td>
            <td>{file.detail}</td>
            <td>{file.remedy ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
