import { Modal, SegmentedControl, Select, Stack, Text } from "@mantine/core"
import { useDesk } from "../store/use-desk"
import { densities, type Palette, palettes, paletteTitles, schemes } from "../theme/appearance"

/** How the window looks: scheme, palette, density. */
export function SettingsDialog() {
  const { offered, closeOffer, scheme, setScheme, palette, setPalette, density, setDensity } = useDesk(
    (state) => state,
  )
  return (
    <Modal
      opened={offered?.what === "settings"}
      onClose={closeOffer}
      title="Settings"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="md">
        <div>
          <Text size="sm" component="label" id="scheme-label">
            Scheme
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="scheme-label"
            value={scheme}
            onChange={(value) => setScheme(value)}
            data={schemes.map((value) => ({ value, label: value }))}
          />
        </div>
        <Select
          label="Colours of values"
          description="Every colour stands beside a sign, a glyph or a word."
          value={palette}
          allowDeselect={false}
          onChange={(value) => setPalette(value as Palette)}
          data={palettes.map((value) => ({ value, label: paletteTitles[value] }))}
        />
        <div>
          <Text size="sm" component="label" id="density-label">
            Rows of tables
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="density-label"
            value={density}
            onChange={(value) => setDensity(value)}
            data={densities.map((value) => ({ value, label: value }))}
          />
        </div>
      </Stack>
    </Modal>
  )
}
