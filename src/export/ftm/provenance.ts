import { datasetKey, pageKey } from '../../records/ftm.ts'
import type { ClaimRecord, SourceRecord } from '../../records/record.ts'
import type { Notes } from '../format.ts'

/** What a line of FollowTheMoney says of where it comes from. */
export type Origin = {
  readonly datasets: readonly string[]
  readonly pages: readonly string[]
  readonly publisher: string | undefined
  readonly first: string | undefined
  readonly last: string | undefined
}

type Part = { datasets: string[]; page: string | undefined; publisher: string | undefined; claim: ClaimRecord }

/** What of a source no line has a place for, in words. */
const LOST = {
  title: 'titles',
  publisher: 'publishers',
  authors: 'authors',
  language: 'languages',
  place: 'places of writing',
  publishedOn: 'dates of publication',
  publishedNotBefore: 'earliest dates of publication',
  url: 'addresses',
  sha256: 'digests',
  licence: 'licences',
  primarySource: 'primary sources',
} as const

const text = (value: unknown) => JSON.stringify(value)

/** Puts claims in the words of FollowTheMoney: one origin for those that one line can say. */
export class Origins {
  readonly #sources = new Map<string, Pick<SourceRecord, 'kind' | 'title' | 'url'>>()
  readonly #notes: Notes

  constructor(notes: Notes) {
    this.#notes = notes
  }

  add(source: SourceRecord): void {
    const { key, kind, title, url } = source
    this.#sources.set(key, { kind, title, url })
    const kept = { title: this.page(key) === undefined && this.dataset(key) === title, url: this.page(key) === url }
    for (const member of Object.keys(LOST) as (keyof typeof LOST)[]) {
      const isKept = member === 'title' || member === 'url' ? kept[member] : false
      if (source[member] !== undefined && !isKept) this.#notes.add(`${LOST[member]} of sources left out`)
    }
  }

  /** The name of the data set that a source is, or is taken for. */
  dataset(key: string): string {
    const title = this.#sources.get(key)?.title
    return title !== undefined && datasetKey(title) === key ? title : key
  }

  /** The address of the page that a source is. */
  page(key: string): string | undefined {
    const url = this.#sources.get(key)?.url
    return url !== undefined && (pageKey(url) === key || this.#sources.get(key)!.kind !== 'DATASET') ? url : undefined
  }

  #part(claim: ClaimRecord): Part {
    const page = this.page(claim.source)
    const via = claim.via ?? []
    const datasets = page === undefined ? [claim.source, ...via] : via.length > 0 ? via : [claim.source]
    const names = datasets.map((key) => this.dataset(key))
    const publisher = claim.assertedAs ?? claim.assertedBy
    return { datasets: names, page, publisher: publisher === names[0] ? undefined : publisher, claim }
  }

  #count(claim: ClaimRecord): void {
    const { modality, assertedBy, locator, slot } = claim
    if (modality !== 'REPORTED') this.#notes.add(`claims that are ${modality}, written as any other`)
    if (assertedBy !== undefined) this.#notes.add('parties that assert something, written as publishers by their key')
    if (locator !== undefined) this.#notes.add('places in sources left out')
    if (slot !== undefined) this.#notes.add('slots of claims left out')
  }

  /** The claims that stand still, those together that one line can say; `printed` is what they have in common. */
  of(claims: readonly ClaimRecord[]): { origin: Origin; printed: string | undefined }[] {
    const standing = claims.filter(({ retractedAt, knownTo }) => retractedAt === undefined && knownTo === undefined)
    this.#notes.add('claims that were given up or are over left out', claims.length - standing.length)
    const groups = new Map<string, Part[]>()
    for (const claim of standing) {
      this.#count(claim)
      const part = this.#part(claim)
      const { assertedOn, knownFrom, printed } = claim
      const shared = part.page === undefined ? [part.publisher] : [part.datasets, part.publisher]
      const name = text([part.page === undefined, ...shared, assertedOn, knownFrom, printed])
      const group = groups.get(name)
      if (group) group.push(part)
      else groups.set(name, [part])
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, parts]) => originOf(parts))
  }
}

function originOf(parts: readonly Part[]): { origin: Origin; printed: string | undefined } {
  const [{ claim, publisher, page, datasets }] = parts as [Part]
  const sets = page === undefined ? parts.flatMap((part) => part.datasets).sort() : datasets
  const origin = {
    datasets: [...new Set(sets)],
    pages: parts.flatMap((part) => part.page ?? []).sort(),
    publisher,
    first: claim.knownFrom,
    last: claim.assertedOn,
  }
  return { origin, printed: claim.printed }
}

/** The members of a line that say where it comes from, and the properties that do. */
export function originMembers({ datasets, pages, publisher, first, last }: Origin) {
  return {
    members: { datasets, ...(first && { first_seen: first }), ...(last && { last_seen: last }) },
    properties: { ...(publisher && { publisher: [publisher] }), ...(pages.length > 0 && { sourceUrl: pages }) },
  }
}
