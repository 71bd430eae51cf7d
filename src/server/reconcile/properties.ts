import { Language, languageTag, PropertyName, RelationKind, type Term, words } from '../../../schema/vocabulary.ts'
import { textsIn } from '../../records/language.ts'
import type { Entry } from './graph.ts'

/** A property as the specification writes it. */
export interface Property {
  readonly id: string
  readonly name: string
  readonly description: string
}

/** Schemes of identifiers that are met most; others are known by the entities that have them. */
const commonSchemes = ['lei', 'uscc', 'isin', 'ticker', 'stock-code', 'cik', 'ror', 'wikidata']

const labelled = (id: string, [english, chinese, description]: Term): Property => ({
  id,
  name: `${english} ${chinese}`,
  description,
})

const names: readonly Property[] = words(Language).map((language) => ({
  id: `NAME_${language}`,
  name: `name, ${Language[language][0]} 名称(${Language[language][1]})`,
  description: `The name to show in this language, BCP 47 tag ${languageTag[language]}`,
}))

/** Properties with a text or a code as their value. */
export const plainProperties: readonly Property[] = [
  ...words(PropertyName).map((name) => labelled(name, PropertyName[name])),
  ...names,
]

/** Whether a property is the name in a language, of which the first is the one to show. */
export const isName = (id: string): boolean => names.some((name) => name.id === id)

const inverse = 'INVERSE_'

/** Properties whose values are the entities at the other end of relations, told from either end. */
export const relationProperties: readonly Property[] = words(RelationKind).flatMap((kind) => {
  const [english, chinese, meaning] = RelationKind[kind]
  return [
    { id: kind, name: `${english} → ${chinese}`, description: `What it is the from of: ${meaning}` },
    { id: inverse + kind, name: `${english} ← ${chinese}`, description: `What it is the to of: ${meaning}` },
  ]
})

/** The relations that a property stands for; null if it stands for none. */
export function relationOf(id: string): { kind: string; way: 'out' | 'in' } | null {
  const kind = id.startsWith(inverse) ? id.slice(inverse.length) : id
  if (!Object.hasOwn(RelationKind, kind)) return null
  return { kind, way: kind === id ? 'out' : 'in' }
}

/** The property of a scheme of identifiers. */
export const schemeProperty = (scheme: string): Property => ({
  id: scheme,
  name: scheme,
  description: 'A code of a register, an exchange or a database',
})

/** The properties of schemes that are met most, and of those that these entities have. */
export function schemeProperties(met: Iterable<string>): readonly Property[] {
  return [...new Set([...commonSchemes, ...[...met].sort()])].map(schemeProperty)
}

/** Whether an id can only be that of a scheme of identifiers. */
export const isScheme = (id: string): boolean => !Object.hasOwn(PropertyName, id) && !relationOf(id) && !isName(id)

/** What an entity has of a property that is no relation. */
export function valuesOf(entity: Entry, id: string): readonly string[] {
  if (Object.hasOwn(PropertyName, id)) {
    const values = entity.properties.edges.flatMap(({ node }) => (node.name === id ? [node.value] : []))
    return [...new Set(values)]
  }
  const language = words(Language).find((word) => id === `NAME_${word}`)
  if (language) return textsIn(entity.names, languageTag[language]).map((name) => name.text)
  return entity.identifiers.filter((identifier) => identifier.scheme === id).map((identifier) => identifier.value)
}
