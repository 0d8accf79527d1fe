import type { RunId } from "#shared/quantity/run-id"

/** 2026-11-20T21:34:55.123Z and ab12cd -> "20261120-213455-ab12cd": sorts by time, legal as a folder name. */
export function runIdFrom(utcTime: string, random: string): RunId {
  const digits = utcTime.replace(/\D/g, "")
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${random}` as RunId
}
