import { Modality, words } from '../../schema/vocabulary.ts'
import { textsIn } from '../records/language.ts'
import type { ClaimRecord, EntityRecord, FactRecord, FigureRecord, TupuRecord } from '../records/record.ts'
import type { Period } from '../records/values.ts'

export const isFact = (record: TupuRecord): record is FactRecord =>
  record.record !== 'entity' && record.record !== 'source'

/** A figure's period, spelled out. */
export const periodOf = ({ period }: FigureRecord): Period =>
  typeof period === 'string' ? { label: period } : (period ?? {})

/** The first name in a language. */
export const nameIn = (entity: EntityRecord, lang: string) => textsIn(entity.names, lang)[0]?.text

const distinct = (texts: (string | undefined)[]) => [...new Set(texts.filter((text) => text !== undefined))]

const order: readonly string[] = words(Modality)

/** Claims that have been neither retracted nor ended; all of them if there is none such. */
function current(claims: readonly ClaimRecord[]): readonly ClaimRecord[] {
  const open = claims.filter((claim) => claim.retractedAt === undefined && claim.knownTo === undefined)
  return open.length > 0 ? open : claims
}

/** What the claims of a fact come to, for formats that have no place for each. */
export function summaryOf({ claims }: FactRecord) {
  const ends = claims.map((claim) => claim.knownTo)
  return {
    modality: current(claims)
      .map((claim) => claim.modality)
      .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0],
    assertedBy: distinct(claims.map((claim) => claim.assertedBy ?? claim.assertedAs)),
    sources: distinct(claims.map((claim) => claim.source)),
    knownFrom: claims.map((claim) => claim.knownFrom!).toSorted()[0],
    knownTo: ends.includes(undefined) ? undefined : (ends as string[]).toSorted().at(-1),
    retracted: claims.every((claim) => claim.retractedAt !== undefined),
  }
}
