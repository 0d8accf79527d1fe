import type { Question } from "./question"

/** The question after the page's process ended; `reason` and `exitCode` are shown as the system tells them. */
export function crashed(reason: string, exitCode: number): Question {
  return {
    type: "error",
    message: "The window's page crashed.",
    detail: `Reason: ${reason}, code ${exitCode}. Runs go on; nothing that was computed is lost.`,
    buttons: ["Reload", "Close window"],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
}

/** The question while the page does not answer. Both: the first button reloads. */
export function unresponsive(): Question {
  return {
    type: "warning",
    message: "The window does not answer.",
    detail: "Runs go on in processes of their own.",
    buttons: ["Reload", "Wait"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
}
