/** What a person is asked in a message box, as Electron's takes it; buttons are answered by their number. */
export interface Question {
  readonly type: "question" | "error" | "warning"
  readonly message: string
  readonly detail: string
  readonly buttons: string[]
  readonly defaultId: number
  /** The button that Escape means. */
  readonly cancelId: number
  readonly noLink: true
}
