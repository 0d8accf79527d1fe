/** Memory that a kernel and its caller share. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer
  /** Adds pages of 64 KiB; views of the old buffer become empty. */
  grow(pages: number): number
}

/** The part of the standard JavaScript interface that the kernels use; the types of Node have none of it. */
interface WebAssemblyInterface {
  validate(bytes: Uint8Array): boolean
  readonly Memory: new (size: { readonly initial: number }) => KernelMemory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: KernelMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }

export interface Instantiated {
  readonly memory: KernelMemory
  readonly exports: Readonly<Record<string, unknown>>
}

/** Compiles a module that imports `env.memory`; undefined where the machine lacks its instructions. */
export function instantiate(bytes: Uint8Array): Instantiated | undefined {
  if (!WebAssembly.validate(bytes)) return undefined
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
  return { memory, exports }
}
