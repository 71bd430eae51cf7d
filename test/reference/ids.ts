import { badInput } from './errors.ts'
import { View } from './view.ts'
import type { Thing } from './world.ts'

export const entityTypes = ['Company', 'Fund', 'Institution', 'Person', 'Product']
const idTypes = [...entityTypes, 'Relation', 'Figure', 'Statement', 'Event', 'Property', 'Claim', 'Source']

export const idOf = (view: View, thing: Thing) => `${thing.type}:${thing.key}${view.token ? `@${view.token}` : ''}`

export type ReadId = { readonly type: string; readonly key: string; readonly view: View }

/** What an id says; one without a view of its own is read under the enclosing one. */
export function readId(enclosing: View, id: string): ReadId {
  const [, type, key, token] = /^([A-Za-z]+):([^@]+)(?:@(.+))?$/s.exec(id) ?? []
  if (!type || !key || !idTypes.includes(type)) throw badInput('not an id')
  return { type, key, view: token ? View.read(enclosing.world, enclosing.now, token) : enclosing }
}

/** The visible thing of an id, or null. */
export function thingOf({ type, key, view }: ReadId): Thing | null {
  const { world } = view
  const things: readonly Thing[] = [...world.entities, ...world.sources, ...view.facts, ...view.claims]
  return things.find((thing) => thing.type === type && thing.key === key) ?? null
}
