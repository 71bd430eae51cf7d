import type { AnyRecord } from '../../records/record.ts'
import type { Input } from '../read.ts'

/** What the thread that reads is told: a file to read, or that a batch has been taken. */
export type Request = { readonly input: Input } | 'taken'

/** A record with its place, and whether it has been normalised. */
export type Packed = readonly [record: AnyRecord, place: string, full: boolean]

/** What the thread that reads answers: what it found since, the end of the file, or why it can't be read on. */
export type Answer = {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  /** Records as JSON, a list of `Packed`: cheaper than to copy the objects. */
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
