import type { Work } from '../works/works.ts'
import type { Figures } from './figures.ts'
import type { machine } from './machine.ts'

export type WorkResult = {
  readonly title: string
  /** How many different requests were made over and over. */
  readonly requests: number
  readonly servers: Record<string, Figures>
  /** Why a server has no figures. */
  readonly absent: Record<string, string>
}

/** What results.json holds. */
export type Results = {
  readonly mode: string
  readonly machine: ReturnType<typeof machine>
  readonly pinning: string
  readonly size: number
  readonly repeats: number
  readonly seconds: number
  readonly servers: Record<
    string,
    { label: string; coldStartMs: number; peakMemoryMB: number | null; note?: string | undefined }
  >
  readonly works: Partial<Record<Work, WorkResult>>
  /** The same works at 64 connections, measured once. */
  readonly at64: Partial<Record<Work, WorkResult>>
}
