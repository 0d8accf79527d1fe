/** Exit codes of the command line (design 5.9). */
export const ExitCode = {
  ok: 0,
  internal: 1,
  usage: 2,
  input: 3,
  guardrail: 4,
  infeasible: 5,
  verification: 6,
  interrupted: 130,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
