import { fold } from '../../records/fold.ts'
import type { SourceRecord } from '../../records/record.ts'
import { firstDay } from '../rows.ts'
import { Resolver } from './references.ts'
import type { WriteContext } from './write-context.ts'

/** Writes the source itself without what it refers to, and returns its id. */
export function writeSource({ inserter }: WriteContext, source: SourceRecord): number {
  return inserter.insert('source', {
    key: source.key,
    kind: source.kind,
    title: source.title ?? null,
    title_folded: source.title === undefined ? null : fold(source.title),
    language: source.language ?? null,
    place: source.place ?? null,
    published_on: source.publishedOn ?? null,
    published_day: firstDay(source.publishedOn),
    published_not_before: source.publishedNotBefore ?? null,
    url: source.url ?? null,
    sha256: source.sha256 ?? null,
    licence: source.licence ?? null,
  })
}

/** Writes publisher, authors and primary source; if any of them is missing, writes nothing and reports it. */
export function writeSourceParts(context: WriteContext, id: number, source: SourceRecord): Resolver {
  const { inserter, references, completeSource } = context
  const resolver = new Resolver(references)
  const publisher = resolver.entity(source.publisher, ['publisher'])
  const primary = resolver.source(source.primarySource, ['primarySource'])
  const authors = (source.authors ?? []).map((key, i) => resolver.entity(key, ['authors', i]))
  if (resolver.missing.length > 0) return resolver
  if (publisher !== null || primary !== null) completeSource.run(publisher, primary, id)
  for (const [position, entity_id] of authors.entries()) {
    inserter.insert('source_author', { source_id: id, position, entity_id })
  }
  return resolver
}
