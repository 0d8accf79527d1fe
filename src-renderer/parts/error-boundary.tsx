import { Component, type ReactNode } from "react"
import { problem } from "#shared/problem/problem"
import { ProblemView } from "./problem-view"

interface Props {
  /** Where it stands; another place starts afresh. */
  readonly place: string
  readonly children: ReactNode
}

interface State {
  readonly error: Error | null
  readonly place: string
}

/** Keeps a bug in one screen from taking the window with it, and says so. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, place: this.props.place }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.place === state.place ? null : { error: null, place: props.place }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <ProblemView
        problem={problem("internal", {
          what: "This screen broke one of the program's own promises.",
          where: this.props.place,
          seen: error.message,
          remedy: "go to another screen or try again; nothing in the workspace was changed",
        })}
        action={{ title: "Try again", run: () => this.setState({ error: null }) }}
      />
    )
  }
}
