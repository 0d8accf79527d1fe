import { MantineProvider } from "@mantine/core"
import { useEffect } from "react"
import { Frame } from "./frame/frame"
import type { DeskStore } from "./store/desk-store"
import { StoreProvider, useDesk } from "./store/use-desk"
import { CurrentScreen } from "./screens/current-screen"
import { mantineTheme, mantineVariables } from "./theme/mantine-theme"

/** The whole window: a function of its store. */
export function App({ store }: { readonly store: DeskStore }) {
  return (
    <StoreProvider value={store}>
      <Themed />
    </StoreProvider>
  )
}

function Themed() {
  const scheme = useDesk((state) => state.scheme)
  const palette = useDesk((state) => state.palette)
  useEffect(() => {
    document.documentElement.dataset["palette"] = palette
  }, [palette])
  const forced = scheme === "system" ? {} : { forceColorScheme: scheme }
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
      {...forced}
    >
      <Frame>
        <CurrentScreen />
      </Frame>
    </MantineProvider>
  )
}
