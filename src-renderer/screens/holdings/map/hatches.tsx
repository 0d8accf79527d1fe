/** What lies over a colour: the direction of a tile, and the textures of the ninth category and on. */
export function Hatches() {
  return (
    <defs>
      <pattern
        id="hatch-SHORT"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" y1="0" x2="0" y2="7" stroke="var(--text)" strokeOpacity="0.28" strokeWidth="2" />
      </pattern>
      <pattern
        id="hatch-FLAT"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0H7M0 0V7" stroke="var(--text)" strokeOpacity="0.28" strokeWidth="2" />
      </pattern>
      <pattern id="texture-dots" width="6" height="6" patternUnits="userSpaceOnUse">
        <circle cx="2" cy="2" r="1" fill="var(--text)" fillOpacity="0.3" />
      </pattern>
      <pattern id="texture-grid" width="8" height="8" patternUnits="userSpaceOnUse">
        <path d="M0 0H8M0 0V8" stroke="var(--text)" strokeOpacity="0.22" strokeWidth="1" />
      </pattern>
    </defs>
  )
}
