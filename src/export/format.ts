import type { TupuRecord } from '../records/record.ts'

/** Counts what a format has no place for, in words such as `relations to somebody unnamed left out`. */
export class Notes {
  readonly counts = new Map<string, number>()
  /** How many records are not written at all, by kind. */
  readonly leftOut = new Map<TupuRecord['record'], number>()

  add(what: string, count = 1): void {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count)
  }

  /** Counts a record that isn't written at all. */
  leaveOut({ record }: TupuRecord, what: string): void {
    this.add(what)
    this.leftOut.set(record, (this.leftOut.get(record) ?? 0) + 1)
  }
}

/** A format of one text; the pieces follow each other without anything between. */
export type TextFormat = {
  readonly files?: undefined
  /** Whether it has a place for all that a store holds: for tombstones, and for what was merged as it was before. */
  readonly whole?: true
  write(records: Iterable<TupuRecord>, notes: Notes): Iterable<string>
}

/** A format of several files in a folder; each piece is for the end of one of them. */
export type FolderFormat<File extends string = string> = {
  readonly files: readonly File[]
  write(records: Iterable<TupuRecord>, notes: Notes): Iterable<readonly [file: File, text: string]>
}

export type Format = TextFormat | FolderFormat
