import type { DeskContract } from "#shared/contract/desk/desk-contract"
import { failed, type Result } from "#shared/problem/result"
import { problem } from "#shared/problem/problem"
import type { Connection } from "#renderer/bridge/connection"
import type { StoreEnvironment } from "#renderer/store/environment"

type Asked = { readonly name: string; readonly input: unknown }

/** A world for the store: answers are given by hand, streams are fed by hand. */
export function fakeEnvironment(hash = "") {
  const asked: Asked[] = []
  const answers = new Map<string, (input: unknown) => Result<unknown> | Promise<Result<unknown>>>()
  const feeds = new Map<string, (item: unknown) => void>()
  const ends: string[] = []
  const kept = new Map<string, string>()
  const addresses: string[] = [hash]
  const downloads: string[] = []
  let onAddress: () => void = () => {}

  const unanswered = (name: string) =>
    failed(
      problem("wire.unknownCall", { what: "not answered here", where: name, seen: name, remedy: "none" }),
    )
  const connection: Connection<DeskContract> = {
    ask: async (name, input) => {
      asked.push({ name, input })
      return (await (answers.get(name)?.(input) ?? unanswered(name))) as never
    },
    follow(name, input, { onItem }) {
      asked.push({ name, input })
      feeds.set(name, onItem as (item: unknown) => void)
      return () => void ends.push(name)
    },
    link: () => ({ state: "open" }),
    onLink: () => () => {},
    retry: () => {},
    close: () => {},
  }
  let requests = 0
  const environment: StoreEnvironment = {
    connection,
    now: () => Date.parse("2026-11-20T12:00:00.000Z"),
    newRequestId: () => `request-${(requests += 1)}`,
    memory: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    download: (name) => void downloads.push(name),
    address: {
      hash: () => addresses.at(-1)!,
      push: (next) => void addresses.push(next),
      replace: (next) => void addresses.splice(-1, 1, next),
      onChange: (listener) => {
        onAddress = listener
        return () => {}
      },
    },
  }
  return {
    environment,
    asked,
    kept,
    addresses,
    downloads,
    ended: ends,
    answer: (name: string, give: (input: unknown) => Result<unknown> | Promise<Result<unknown>>) =>
      void answers.set(name, give),
    feed: (name: string, item: unknown) => feeds.get(name)?.(item),
    back: () => {
      addresses.pop()
      onAddress()
    },
  }
}
