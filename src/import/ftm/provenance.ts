import { datasetKey, pageKey } from '../../records/ftm.ts'
import type { ClaimRecord, SourceRecord } from '../../records/record.ts'
import { pathSlug } from '../../records/slug.ts'
import { instant, isPartialDate } from '../../records/values.ts'
import type { FtmLine, Properties } from './line.ts'
import type { Lost } from './lost.ts'

/** Where an entity comes from: the sources, and the claims that facts of it stand on. */
export type Provenance = {
  readonly sources: readonly SourceRecord[]
  readonly claims: readonly ClaimRecord[]
  /** The source that names refer to. */
  readonly source: string
  /** The keys of the data sets. */
  readonly sets: readonly string[]
}

/** An instant as FollowTheMoney writes it, maybe without an offset: then in UTC. */
function instantOf(text: string | null | undefined): string | undefined {
  if (!text) return undefined
  const whole = text.replace(' ', 'T')
  return instant(whole, 'start') ?? instant(`${whole}Z`, 'start') ?? undefined
}

/** The day of a date or an instant. */
export function dayOf(text: string | null | undefined): string | undefined {
  const day = text?.split(/[T ]/, 1)[0]
  return day && isPartialDate(day) ? day : undefined
}

/** The data sets as sources, pages as sources behind which the data sets stand, and a claim for each. `name` is that of the file. */
export function provenanceOf(line: FtmLine, properties: Properties, name: string, lost: Lost): Provenance {
  const datasets = line.datasets?.length ? line.datasets : [pathSlug(name)]
  const [publisher, ...publishers] = properties.all('publisher')
  const urls = properties.all('sourceUrl')
  const retrieved = properties.all('retrievedAt')
  lost.add('more than one publisher of an entity', publishers.length)
  const assertedOn = dayOf(retrieved.at(-1)) ?? dayOf(line.last_seen)
  if (line.last_seen && assertedOn !== dayOf(line.last_seen)) lost.add('last_seen beside retrievedAt')
  lost.add('retrievedAt beside a later one', Math.max(0, retrieved.length - 1))
  const knownFrom = instantOf(line.first_seen)
  if (line.first_seen && !knownFrom) lost.add('first_seen that is no time')
  const sets = datasets.map(
    (dataset): SourceRecord => ({ record: 'source', key: datasetKey(dataset), kind: 'DATASET', title: dataset }),
  )
  const pages = urls.map((url): SourceRecord => ({ record: 'source', key: pageKey(url), kind: 'WEB_PAGE', url }))
  const shared = {
    modality: 'REPORTED',
    ...(assertedOn && { assertedOn }),
    ...(knownFrom && { knownFrom }),
  } as const
  const claims =
    pages.length > 0
      ? pages.map(
          ({ key }): ClaimRecord => ({
            source: key,
            via: sets.map((set) => set.key),
            assertedAs: publisher ?? datasets[0]!,
            ...shared,
          }),
        )
      : sets.map(
          ({ key }, i): ClaimRecord => ({
            source: key,
            assertedAs: publisher ?? datasets[i]!,
            ...shared,
          }),
        )
  return { sources: [...sets, ...pages], claims, source: claims[0]!.source, sets: sets.map(({ key }) => key) }
}
