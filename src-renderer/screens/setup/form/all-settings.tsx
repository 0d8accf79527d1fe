import { TextInput, UnstyledButton } from "@mantine/core"
import { IconChevronDown, IconChevronRight, IconSearch } from "@tabler/icons-react"
import { useState } from "react"
import { useView } from "../../../store/use-desk"
import { settingFields } from "../model/setting-fields"
import type { SettingPath } from "../model/setting-texts"
import classes from "./form.module.css"
import { SettingField } from "./setting-field"
import type { SetupForm } from "./use-setup-form"

const part = "setup.all"

/** Every setting that has no place of its own above, folded until it is wanted. */
export function AllSettings({
  form,
  except,
}: {
  readonly form: SetupForm
  readonly except: readonly SettingPath[]
}) {
  const [view, arrange] = useView(part)
  const [search, setSearch] = useState("")
  const isOpen = view.toggled.includes("open")
  const fields = settingFields.filter(({ path }) => !except.includes(path))
  const wanted = search.trim().toLowerCase()
  const shown = fields.filter(({ path, label }) => `${path} ${label}`.toLowerCase().includes(wanted))
  const changed = fields.filter(({ path }) => form.field(path).isChanged).length
  return (
    <section className={classes["all"]}>
      <UnstyledButton
        className={classes["fold"]}
        aria-expanded={isOpen}
        onClick={() => arrange({ toggled: isOpen ? [] : ["open"] })}
      >
        {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        All settings
        <span className={classes["count"]}>
          {fields.length}
          {changed > 0 && `, ${changed} changed`}
        </span>
      </UnstyledButton>
      {isOpen && (
        <>
          <TextInput
            aria-label="Find a setting"
            placeholder="Find a setting"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {shown.map(({ path }) => (
            <SettingField key={path} form={form} path={path} />
          ))}
          {shown.length === 0 && <p className={classes["says"]}>No setting has {search} in its name.</p>}
        </>
      )}
    </section>
  )
}
