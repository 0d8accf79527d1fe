import { formatCount, formatPercent, formatRatio, shortHash } from "#shared/quantity/format"

/** What a number is: it alone decides how the number is written. */
export type FigureUnit =
  | "percent"
  | "wholePercent"
  | "ratio"
  | "count"
  | "basisPoints"
  | "date"
  | "moment"
  | "milliseconds"
  | "bytes"
  | "hash"
  | "correlation"

const NARROW = "\u202f"

const readers: Readonly<Record<FigureUnit, (value: number | string) => string>> = {
  percent: (value) => formatPercent(Number(value)),
  wholePercent: (value) => `${Math.floor(Number(value) * 100)}${NARROW}%`,
  ratio: (value) => formatRatio(Number(value)),
  correlation: (value) => formatRatio(Number(value)),
  count: (value) => grouped(Number(value)),
  basisPoints: (value) => `${formatCount(Math.round(Number(value) * 100_000) / 10)}${NARROW}bp`,
  date: (value) => String(value).slice(0, 10),
  moment: (value) => readMoment(String(value)),
  milliseconds: (value) => readDuration(Number(value)),
  bytes: (value) => readBytes(Number(value)),
  hash: (value) => shortHash(String(value)),
}

/** The text of a value in its unit; a moment in the reader's own zone. */
export function readFigure(value: number | string, unit: FigureUnit): string {
  return readers[unit](value)
}

/** 12345 -> "12 345", with a space that does not break. */
function grouped(value: number): string {
  return formatCount(value).replace(/\B(?=(\d{3})+(?!\d))/g, NARROW)
}

/** "2026-11-20T10:15:00.000Z" -> "2026-11-20 10:15", local. */
export function readMoment(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  const two = (part: number) => String(part).padStart(2, "0")
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** 950 -> "950 ms", 4200 -> "4.2 s", 75000 -> "1 min 15 s". */
export function readDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}${NARROW}ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)}${NARROW}s`
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}${NARROW}min ${whole % 60}${NARROW}s`
  return `${Math.floor(minutes / 60)}${NARROW}h ${minutes % 60}${NARROW}min`
}

/** 950 -> "950 B", 1530000 -> "1.5 MB". */
function readBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"]
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)}${NARROW}${units[unit]}`
}

/** How long ago, in the largest unit that is not zero: "3 min ago". */
export function readAge(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  if (seconds < 60) return "just now"
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}${NARROW}min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours}${NARROW}h ago`
  return `${Math.floor(hours / 24)}${NARROW}days ago`
}
