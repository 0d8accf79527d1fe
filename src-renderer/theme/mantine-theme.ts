import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core"

const accent: MantineColorsTuple = [
  "#e8f0fd",
  "#d0e0fb",
  "#a6c5f7",
  "#8db4ff",
  "#6ea0ff",
  "#4a86ea",
  "#2f6fde",
  "#235bbd",
  "#1c4a9b",
  "#153a7b",
]

/** From text to the deepest surface: our tokens of the dark scheme, where Mantine looks for them. */
const dark: MantineColorsTuple = [
  "#e6eaf0",
  "#c5cbd4",
  "#97a1af",
  "#6c7785",
  "#3a434f",
  "#262d37",
  "#1c232c",
  "#161b22",
  "#0f1318",
  "#0a0d11",
]

/** Mantine speaks our scales: type 11 to 24, space 4 to 32, radius 4 and 6, dense controls. */
export const mantineTheme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  // Mantine picks the text on a filled accent by its light shade alone; in the dark scheme the accent is light.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input)
    const isAccent = (input.color ?? "accent") === "accent"
    return input.variant === "filled" && isAccent ? { ...colors, color: "var(--on-accent)" } : colors
  },
  colors: { accent, dark },
  fontFamily: "var(--face)",
  fontFamilyMonospace: "var(--face-mono)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "16px", sm: "18px", md: "20px", lg: "22px", xl: "26px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "4px", md: "6px", lg: "6px", xl: "6px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { size: "md", variant: "subtle" } },
    TextInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    MultiSelect: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: false } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: "md" } },
  },
})

/** Mantine's surfaces and texts are our tokens, so that both schemes have one source. */
export const mantineVariables: CSSVariablesResolver = () => {
  const own = {
    "--mantine-color-body": "var(--panel)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--text-2)",
    "--mantine-color-placeholder": "var(--text-2)",
    "--mantine-color-default": "var(--panel)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-border": "var(--edge)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-error": "var(--failed-text)",
    "--mantine-color-anchor": "var(--accent-text)",
    "--mantine-shadow-md": "var(--shadow)",
  }
  return { variables: {}, light: own, dark: own }
}
