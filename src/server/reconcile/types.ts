import { EntityKind, organizationKinds, type Term, words } from '../../../schema/vocabulary.ts'
import { fold } from '../../records/fold.ts'

/** A type as the specification writes it. */
export interface Type {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly broader?: readonly Type[]
}

const organization: Type = {
  id: 'ORGANIZATION',
  name: 'Organization 组织',
  description: 'A company, a fund or an institution',
}

const typeOf = (id: string, [english, chinese, description]: Term): Type => ({
  id,
  name: `${english} ${chinese}`,
  description,
  ...((organizationKinds as readonly string[]).includes(id) && { broader: [organization] }),
})

const kinds = words(EntityKind)

/** One type for each kind of entity. */
export const kindTypes: readonly Type[] = kinds.map((kind) => typeOf(kind, EntityKind[kind]))

/** Every type that a query can ask for. */
export const types: readonly Type[] = [...kindTypes, organization]

/** The type of a kind, short. */
export function shortType(kind: string): { id: string; name: string } {
  return { id: kind, name: kindTypes.find((type) => type.id === kind)?.name ?? kind }
}

/** The kinds of entity that are of a type, in whatever case it is written; null if there is no such type. */
export function kindsOf(type: string): readonly string[] | null {
  const id = type.trim().toUpperCase()
  if (id === organization.id) return organizationKinds
  return (kinds as readonly string[]).includes(id) ? [id] : null
}

/** Whether what is typed begins the id or a word of the name; nothing begins everything. */
export function fitsPrefix(prefix: string, { id, name }: { id: string; name: string }): boolean {
  const typed = fold(prefix)
  return [id, name, ...name.split(' ')].some((text) => fold(text).startsWith(typed))
}
