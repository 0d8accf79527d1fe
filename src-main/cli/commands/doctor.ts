import { ExitCode } from "#shared/problem/exit-code"
import { ok } from "#shared/problem/result"
import type { Diagnosis, FileVerdict } from "#engine/workspace/doctor/verdict"
import { type CommandFile, listOption, switchOption } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import { locateWorkspace } from "../locate"
import { table } from "../table"

/** What a workspace has and lacks, file by file. */
export const doctor: CommandFile = {
  call: "doctor [dir]",
  summary: "a verdict file by file of a workspace's manifest and runs; exit code 3 when it can't be run",
  example: "doctor my-workspace --all",
  options: [
    { flags: "--all", description: "every run, not only those that sleeves use" },
    {
      flags: "--meta <profile>",
      description: "only what this meta profile needs; may be repeated",
      repeatable: true,
    },
  ],
  async run(invocation, input) {
    const named = input.args[0]
    const workspace = locateWorkspace(
      named === undefined ? invocation : { ...invocation, workspaceFlag: named },
    )
    if (!workspace.ok) return workspace
    const layers = loadLayers(workspace.value.root, invocation)
    if (!layers.ok) return layers
    const { diagnose } = await import("#engine/workspace/doctor/diagnose")
    const diagnosed = await diagnose({
      workspace: workspace.value,
      layers: layers.value,
      metas: listOption(input, "meta"),
      all: switchOption(input, "all"),
    })
    if (!diagnosed.ok) return diagnosed
    return ok({
      data: diagnosed.value,
      text: textOf(diagnosed.value),
      warnings: layers.value.unread,
      exitCode: diagnosed.value.runnable ? ExitCode.ok : ExitCode.input,
    })
  },
}

function textOf({ runnable, manifest, metas, runs, convert }: Diagnosis): string {
  const bad = metas.filter((meta) => !meta.runnable)
  const verdict = runnable ? "runnable" : "NOT RUNNABLE"
  return [
    `${verdict}: ${metas.length - bad.length} of ${metas.length} meta profiles can be run, ${runs.length} runs looked at`,
    ...bad.flatMap((meta) => [
      `  ${meta.meta_profile} can't:`,
      ...meta.because.map((reason) => `    ${reason}`),
    ]),
    "",
    filesTable([manifest], ""),
    ...runs.flatMap((run) => [
      "",
      `${run.run_dir}  (${run.profile || "no profile told"}, ${run.completeness}${run.used_by.length > 0 ? `, used by ${run.used_by.join(", ")}` : ""})`,
      filesTable(run.files, `${run.run_dir}/`),
    ]),
    ...(convert === null ? [] : ["", "To convert the pickles, where you trust them:", convert]),
  ].join("\n")
}

function filesTable(files: readonly FileVerdict[], folder: string): string {
  return table(
    ["VERDICT", "NEEDED", "FILE", "ROLE", "SEEN"],
    files.map(({ verdict, needed_by: metas, file, role, detail, remedy }) => [
      verdict,
      metas.length > 0 ? "yes" : "",
      file.startsWith(folder) ? file.slice(folder.length) : file,
      role,
      verdict === "found" || remedy === null ? detail : `${detail}. ${remedy}`,
    ]),
  )
}
