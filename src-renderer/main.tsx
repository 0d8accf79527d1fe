import "./bridge/jitless"
import "@mantine/core/styles.css"
import "@mantine/spotlight/styles.css"
import "@fontsource-variable/inter/wght.css"
import "@fontsource-variable/jetbrains-mono/wght.css"
import "./theme/tokens.css"
import "./theme/base.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { ensure } from "#shared/problem/ensure"
import { App } from "./app"
import { browserAddress } from "./bridge/address"
import { browserAttention } from "./bridge/attention"
import { connectDesk } from "./bridge/desk"
import { downloadFile } from "./bridge/download"
import { tellEndedRuns } from "./screens/live/tell-ended-runs"
import { createDeskStore, startDesk } from "./store/desk-store"

const place = document.getElementById("root")
ensure(place !== null, "the page has a place for the program")
const store = createDeskStore({
  connection: connectDesk(),
  now: () => Date.now(),
  newRequestId: () => crypto.randomUUID(),
  memory: localStorage,
  download: downloadFile,
  address: browserAddress(),
})
startDesk(store)
tellEndedRuns(store, browserAttention())
createRoot(place).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
)
