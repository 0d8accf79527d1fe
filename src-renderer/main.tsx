import "./bridge/jitless"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { ensure } from "#shared/problem/ensure"
import { App } from "./app"
import { connectDesk } from "./bridge/desk"

const place = document.getElementById("root")
ensure(place !== null, "the page has a place for the program")
const desk = connectDesk()
createRoot(place).render(
  <StrictMode>
    <App desk={desk} />
  </StrictMode>,
)
