import { RelationKind } from '../../../schema/vocabulary.ts'
import { LINKS } from '../../records/ftm.ts'
import type { RelationRecord } from '../../records/record.ts'
import type { Notes } from '../format.ts'
import { type Origins, originMembers } from './provenance.ts'

const schemas = Object.entries(LINKS).map(([schema, link]) => ({ schema, ...link }))
const SCHEMAS = new Map(schemas.filter(({ isNamed }) => !isNamed).map((one) => [one.kind, one]))
const NAMED = schemas.filter(({ isNamed }) => isNamed)

/** A share such as `51 %`, `50%`, `> 25 %` or `25-50 %`. */
const SHARE = /^[<>≤≥]? ?\d+(?:[.,]\d+)?(?: ?[%％]? ?(?:-|–|to) ?\d+(?:[.,]\d+)?)?\s*[%％]$/
/** What an import puts behind the shares. */
const BEHIND = /^(ownershipType|sharesCount|status) (.+)$/s

/** The schema that a relation is written in, if there is one for it, and what of its title is left. */
function schemaOf({ kind, title }: RelationRecord) {
  const named = NAMED.find((one) => one.kind === kind && (title === one.schema || title?.startsWith(`${one.schema}: `)))
  if (named) return { own: named, role: title!.slice(named.schema.length + 2) || undefined }
  return { own: SCHEMAS.get(kind), role: title }
}

/** The words of a holding, with the shares that stand behind its role on their own. */
function roleOf(title: string | undefined, as: string): Record<string, string[]> {
  if (title === undefined) return {}
  const parts = title.split(', ')
  const end = parts.findLastIndex((part) => !BEHIND.test(part)) + 1
  const start = parts.slice(0, end).findLastIndex((part) => !SHARE.test(part)) + 1
  if (start === end) return { [as]: [title] }
  const role = parts.slice(0, start).join(', ')
  const properties: Record<string, string[]> = {
    ...(role && { [as]: [role] }),
    percentage: parts.slice(start, end).map((share) => share.replace(/ %$/, '')),
  }
  for (const part of parts.slice(end)) {
    const [, name, value] = BEHIND.exec(part)!
    properties[name!] = [...(properties[name!] ?? []), value!]
  }
  return properties
}

/** The lines of a relation: one for each origin of its claims. `idOf` gives the id of an entity that is written. */
export function* linkLines(
  relation: RelationRecord,
  idOf: (key: string) => string | undefined,
  origins: Origins,
  notes: Notes,
): Generator<object> {
  const { key, kind, from, to, validFrom, validTo, negated, product, amount, claims } = relation
  if (to === undefined) return notes.leaveOut(relation, 'relations to somebody unnamed left out')
  if (negated) return notes.leaveOut(relation, 'relations that are said not to be left out')
  const ends = [idOf(from), idOf(to)]
  if (ends.includes(undefined))
    return notes.leaveOut(relation, 'relations of what is neither organisation nor person left out')
  if (product ?? amount) notes.add('products and amounts of relations left out')
  const { own, role: words } = schemaOf(relation)
  if (!own) notes.add(`${kind} written as UnknownLink`)
  const { schema, from: start, to: end, as = 'role' } = own ?? SCHEMAS.get('LINKED_TO')!
  const role = own ? words : [RelationKind[kind][0], words].filter(Boolean).join(': ')
  for (const { origin, printed } of origins.of(claims)) {
    const { members, properties } = originMembers(origin)
    yield {
      id: key,
      schema,
      properties: {
        [start]: [ends[0]],
        [end]: [ends[1]],
        ...roleOf(role, as),
        ...(validFrom && { startDate: [validFrom] }),
        ...(validTo && { endDate: [validTo] }),
        ...(printed && { summary: [printed] }),
        ...properties,
      },
      ...members,
    }
  }
}
