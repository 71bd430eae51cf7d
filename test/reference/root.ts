import { fold, foldName } from '../../src/records/fold.ts'
import { connectionField } from './edges.ts'
import { ambiguous, badInput } from './errors.ts'
import { entityTypes, readId, thingOf } from './ids.ts'
import { type Fields, fieldsOf } from './objects.ts'
import { roots } from './roots.ts'
import { View, type ViewArguments } from './view.ts'
import { byCodePoint, byKey, type Entity, type Source, type Thing } from './world.ts'

type By = { id?: string; key?: string; name?: string; identifier?: { scheme: string; value: string } }

/** The one thing of a name, or null; several are an error that tells their keys. */
function onlyOne<T extends Thing>(found: readonly T[], name: string): T | null {
  if (found.length > 1) {
    const keys = found.map((thing) => thing.key).sort(byCodePoint)
    throw ambiguous(`${name} means several things: ${keys.join(', ')}`, keys)
  }
  return found[0] ?? null
}

function byId(view: View, id: string, types: readonly string[]): Fields | null {
  const read = readId(view, id)
  if (!types.includes(read.type)) throw badInput(`an id of ${types.join(' or ')} is expected`)
  const thing = thingOf(read)
  return thing && fieldsOf(read.view, thing)
}

function entityBy(view: View, by: By, types: readonly string[]): Fields | null {
  if (by.id != null) return byId(view, by.id, types)
  const candidates = view.world.entities.filter((entity) => types.includes(entity.type))
  let found: Entity | null = null
  if (by.key != null) found = candidates.find((entity) => entity.key === by.key) ?? null
  if (by.name != null) {
    const name = foldName(by.name)
    const same = candidates.filter((entity) => entity.record.names.some((n) => foldName(n.text) === name))
    found = onlyOne(same, by.name)
  }
  const { identifier } = by
  if (identifier) {
    const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    const having = (change: (text: string) => string) =>
      view.world.entities.flatMap((e) =>
        (e.record.identifiers ?? [])
          .filter((i) => i.scheme === identifier.scheme && change(i.value) === change(identifier.value))
          .map(() => e),
      )
    const exact = having((text) => text)
    const [one, ...others] = exact.length > 0 ? exact : having(lower)
    found = others.length === 0 && one && candidates.includes(one) ? one : null
  }
  return found && fieldsOf(view, found)
}

function sourceBy(view: View, by: By): Fields | null {
  if (by.id != null) return byId(view, by.id, ['Source'])
  const sources = [...view.world.sources].sort(byKey)
  let found: Source | null = null
  if (by.key != null) found = view.world.source(by.key)
  if (by.name != null) {
    const title = fold(by.name)
    const same = sources.filter(({ record }) => record.title !== undefined && fold(record.title) === title)
    found = onlyOne(same, by.name)
  }
  if (by.identifier) {
    const { scheme, value } = by.identifier
    if (scheme === 'url' || scheme === 'sha256') found = sources.find(({ record }) => record[scheme] === value) ?? null
  }
  return found && fieldsOf(view, found)
}

function node(view: View, id: string): Fields | null {
  const read = readId(view, id)
  const thing = thingOf(read)
  return thing && fieldsOf(read.view, thing)
}

/** The fields of Query and of View. */
export function rootFields(view: View): Fields {
  const fields: Fields = {
    node: ({ id }: { id: string }) => node(view, id),
    nodes: ({ ids }: { ids: string[] }) => {
      if (ids.length > 100) throw badInput('at most 100 ids')
      return ids.map((id) => {
        try {
          return node(view, id)
        } catch (error) {
          return error
        }
      })
    },
    entity: ({ by }: { by: By }) => entityBy(view, by, entityTypes),
    source: ({ by }: { by: By }) => sourceBy(view, by),
    view: (args: ViewArguments) => rootFields(new View(view.world, view.now, args)),
  }
  for (const type of entityTypes) {
    fields[type.toLowerCase()] = ({ by }: { by: By }) => entityBy(view, by, [type])
  }
  for (const [name, root] of Object.entries(roots)) {
    fields[name] = connectionField(view, name, null, () => root(view))
  }
  return fields
}
