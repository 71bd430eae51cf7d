import { RelationKind } from '../../../schema/vocabulary.ts'
import { LINKS } from '../../records/ftm.ts'
import type { RelationRecord } from '../../records/record.ts'
import type { Notes } from '../format.ts'
import { type Origins, originMembers } from './provenance.ts'

const SCHEMAS = new Map(Object.entries(LINKS).map(([schema, { kind, from, to }]) => [kind, { schema, from, to }]))

/** The words of a holding, with the share that stands at their end on its own. */
function roleOf(title: string | undefined): Record<string, string[]> {
  if (title === undefined) return {}
  const [, role, share] = /^(?:(.*), )?(\d+(?:\.\d+)?) %$/s.exec(title) ?? [undefined, title, undefined]
  return { ...(role && { role: [role] }), ...(share && { percentage: [share] }) }
}

/** The lines of a relation: one for each origin of its claims. `idOf` gives the id of an entity that is written. */
export function* linkLines(
  relation: RelationRecord,
  idOf: (key: string) => string | undefined,
  origins: Origins,
  notes: Notes,
): Generator<object> {
  const { key, kind, from, to, title, validFrom, validTo, negated, product, amount, claims } = relation
  if (to === undefined) return notes.add('relations to somebody unnamed left out')
  if (negated) return notes.add('relations that are said not to be left out')
  const ends = [idOf(from), idOf(to)]
  if (ends.includes(undefined)) return notes.add('relations of what is neither organisation nor person left out')
  if (product ?? amount) notes.add('products and amounts of relations left out')
  const own = SCHEMAS.get(kind)
  if (!own) notes.add(`${kind} written as UnknownLink`)
  const { schema, from: start, to: end } = own ?? SCHEMAS.get('LINKED_TO')!
  const role = own ? title : [RelationKind[kind][0], title].filter(Boolean).join(': ')
  for (const { origin, printed } of origins.of(claims)) {
    const { members, properties } = originMembers(origin)
    yield {
      id: key,
      schema,
      properties: {
        [start]: [ends[0]],
        [end]: [ends[1]],
        ...roleOf(role),
        ...(validFrom && { startDate: [validFrom] }),
        ...(validTo && { endDate: [validTo] }),
        ...(printed && { summary: [printed] }),
        ...properties,
      },
      ...members,
    }
  }
}
