import { fold, foldName } from '../../records/fold.ts'
import { withTimes } from '../../records/known.ts'
import type { Problem } from '../../records/problem.ts'
import type { EntityRecord } from '../../records/record.ts'
import { label } from '../label.ts'
import { Resolver } from './references.ts'
import type { WriteContext } from './write-context.ts'

/** Writes the entity itself, which refers to nothing, and returns its id. */
export function writeEntity({ inserter }: WriteContext, { key, kind, names }: EntityRecord): number {
  return inserter.insert('entity', { key, kind, label: label(names) })
}

/** Writes names, identifiers and lists; if anything that they refer to is missing, writes nothing and reports it. */
export function writeEntityParts(context: WriteContext, id: number, entity: EntityRecord): Resolver {
  const { inserter, passages, references, recordedAt } = context
  const resolver = new Resolver(references)
  const evidence = (list: 'names' | 'lists') =>
    (entity[list] ?? []).map((item, i) => ({
      asserter_id: resolver.entity(item.assertedBy, [list, i, 'assertedBy']),
      source_id: resolver.source(item.source, [list, i, 'source']),
    }))
  const names = evidence('names')
  const lists = evidence('lists')
  resolver.wrong.push(...takenIdentifiers(context, entity))
  if (resolver.missing.length > 0 || resolver.wrong.length > 0) return resolver

  for (const [rank, { text, lang, type, locator }] of entity.names.entries()) {
    const who = names[rank]!
    const passage_id = passages.id(who.source_id, locator)
    const folds = { folded: fold(text), norm: foldName(text) }
    inserter.insert('name', { entity_id: id, rank, text, lang, type, ...folds, ...who, passage_id })
  }
  for (const { scheme, value } of entity.identifiers ?? []) {
    inserter.insert('identifier', { scheme, value, entity_id: id })
  }
  const known = withTimes(entity, (key) => references.source(key)?.publication, recordedAt) as typeof entity
  for (const [i, { list, completeness, locator, knownFrom }] of (known.lists ?? []).entries()) {
    const passage_id = passages.id(lists[i]!.source_id, locator)
    inserter.insert('coverage', { entity_id: id, list, completeness, ...lists[i]!, passage_id, known_from: knownFrom! })
  }
  return resolver
}

function takenIdentifiers({ identifierOwner }: WriteContext, { identifiers = [] }: EntityRecord): Problem[] {
  return identifiers.flatMap(({ scheme, value }, i): Problem[] => {
    const owner = identifierOwner.get(scheme, value)
    if (owner === undefined) return []
    return [{ path: ['identifiers', i], message: `${scheme} ${value} is that of entity ${owner} already` }]
  })
}
