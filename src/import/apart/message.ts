import type { Input } from '../read.ts'

/** What the thread that reads is told: a file to read, or that a batch has been taken. */
export type Request = { readonly input: Input } | 'taken'

/** What the thread that reads answers: what it found since, the end of the file, or why it can't be read on. */
export type Answer = {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  /** Packed records as JSON: cheaper than to copy the objects. */
  readonly records?: string
  readonly end?: boolean
  readonly error?: {
    readonly message: string
    readonly stack: string | undefined
    readonly problems?: readonly string[]
  }
}

/** Batches that may be on their way at once, so that memory is bounded. */
export const AHEAD = 4
