import type { FullClaim, FullFact, FullRecord } from './normalise.ts'
import type { EntityRecord, SourceRecord } from './record.ts'
import { earliestDay, instant } from './values.ts'

/** What a source says of the time of its publication. */
export type Publication = Pick<SourceRecord, 'publishedOn' | 'publishedNotBefore'>

/** A claim that says since when it is known, and since when it is recorded. */
export type KnownClaim = FullClaim & { knownFrom: string; recordedAt: string }

type KnownEntity = Omit<EntityRecord, 'lists'> & {
  lists?: (NonNullable<EntityRecord['lists']>[number] & { knownFrom: string })[] | undefined
}

/** A record in full, with the times since when all that it says is known. */
export type KnownRecord = KnownEntity | SourceRecord | FullFact<KnownClaim>

/** Since when something is known that doesn't say so itself: from the publication of its source, else from its recording. */
export function knownFrom(source: Publication | undefined, recordedAt: string): string {
  const day = source?.publishedOn ? earliestDay(source.publishedOn) : source?.publishedNotBefore
  return day ? instant(day, 'start')! : recordedAt
}

/** When a claim was recorded: as it says, else now; one that was given up before now was recorded by then. */
export function whenRecorded({ recordedAt, retractedAt }: FullClaim, now: string): string {
  return recordedAt ?? (retractedAt !== undefined && retractedAt < now ? retractedAt : now)
}

/** Fills in since when claims and lists are known and recorded. `sourceOf` gives the source of a key, if there is one. */
export function withTimes(
  record: FullRecord,
  sourceOf: (key: string) => Publication | undefined,
  recordedAt: string,
): KnownRecord {
  switch (record.record) {
    case 'source':
      return record
    case 'entity':
      return {
        ...record,
        lists: record.lists?.map((list) => {
          const source = list.source === undefined ? undefined : sourceOf(list.source)
          return { ...list, knownFrom: list.knownFrom ?? knownFrom(source, recordedAt) }
        }),
      }
    default:
      return {
        ...record,
        claims: record.claims.map((claim) => {
          const at = whenRecorded(claim, recordedAt)
          const known = claim.knownFrom ?? knownFrom(sourceOf(claim.source), at)
          return { ...claim, knownFrom: known, recordedAt: at }
        }),
      } as FullFact<KnownClaim>
  }
}
