import { type DocumentNode, type GraphQLObjectType, type GraphQLSchema, getNamedType, parse, validate } from 'graphql'
import { drawBy, drawId, drawView } from './generate/arguments.ts'
import { badCursor, harvest } from './generate/cursors.ts'
import { fragmentsIn, printAll, type Selection, walk } from './generate/model.ts'
import { Random } from './generate/random.ts'
import { type Room, Selections } from './generate/selection.ts'
import { Variables } from './generate/variables.ts'
import type { Executor } from './reference.ts'
import { roots } from './roots.ts'
import type { View } from './view.ts'
import type { Thing } from './world.ts'

export type Generated = {
  readonly text: string
  readonly document: DocumentNode
  readonly variables: Record<string, unknown>
  readonly operationName: string | undefined
  readonly features: Features
}
export type Features = {
  /** The deepest nesting of connections and lists of things. */
  readonly levels: number
  readonly where: boolean
  readonly cursor: boolean
  readonly view: boolean
  /** Meant to go deep: four levels or more with `where`, a cursor and a view. */
  readonly deep: boolean
}
export type Ground = {
  readonly schema: GraphQLSchema
  /** The records seen without a view. */
  readonly view: View
  /** Runs the query that asks for cursors to continue from. */
  readonly probe: Executor
  /** Whether the server would take the query; all by default. */
  readonly accept?: (document: DocumentNode, variables: Record<string, unknown>) => boolean
}

/** Draws one root field, of Query or of a view. */
function drawRoot(selections: Selections, root: GraphQLObjectType, view: View, room: Room): Selection {
  const { random, variables } = selections
  const { world } = view
  const things: readonly Thing[] = [...world.entities, ...world.sources, ...view.facts, ...view.claims]
  const fields = root.getFields()
  const named = (name: string) => getNamedType(fields[name]!.type) as GraphQLObjectType
  const way = random.next()
  if (way < 0.1) {
    const many = random.chance(0.4)
    const examples = random.some(things, many ? random.int(1, 4) : 1)
    const ids = examples.map((thing) => drawId(random, view, thing))
    const name = many ? 'nodes' : 'node'
    const arg = fields[name]!.args[0]!
    const args = { [arg.name]: variables.write(many ? ids : ids[0], arg.type, 0.5) }
    return selections.field(name, args, selections.of(named(name), examples[0]!, view, room))
  }
  if (way < (room.want ? 0.25 : 0.35)) {
    const example = random.pick([...world.entities, ...world.entities, ...world.sources])
    const general = example.type !== 'Source' && random.chance(0.3)
    const name = general ? 'entity' : example.type.toLowerCase()
    const args = { by: variables.write(drawBy(random, view, example), fields[name]!.args[0]!.type, 0.4) }
    return selections.field(name, args, selections.of(named(name), example, view, room))
  }
  const names = Object.keys(roots).filter((name) => name in fields)
  const live = names.filter((name) => roots[name]!(view).length > 0)
  const name = random.pick(random.chance(0.9) ? live : names)
  return selections.connection(fields[name]!, roots[name]!(view), null, view, room)
}

function draw(random: Random, ground: Ground, deep: boolean) {
  const { schema, view: plain } = ground
  const variables = new Variables(random)
  const selections = new Selections(random, schema, variables)
  const query = schema.getQueryType()!
  const under = () => {
    const { args, view } = drawView(random, plain.world, plain.now)
    const types = Object.fromEntries(query.getFields().view!.args.map((arg) => [arg.name, arg.type]))
    const given = Object.entries(args).map(([name, value]) => [name, variables.write(value, types[name]!, 0.4)])
    const type = getNamedType(query.getFields().view!.type) as GraphQLObjectType
    const room = deep ? deepRoom : room0
    const children = Array.from({ length: deep ? 1 : random.pick([1, 1, 2]) }, () =>
      drawRoot(selections, type, view, room),
    )
    return selections.field('view', Object.fromEntries(given), children, { directive: '' })
  }
  const room0: Room = { levels: random.pick([1, 2, 2, 3, 3, 4]), want: 0, steps: 3, rows: random.pick([30, 60, 150]) }
  const deepRoom: Room = { levels: random.int(4, 6), want: 4, steps: 3, rows: 150 }
  const tops: Selection[] = []
  if (deep) tops.push(under())
  const more = deep ? random.pick([1, 1, 2]) : random.pick([2, 3, 4, 5])
  for (let i = 0; i < more; i++) tops.push(random.chance(0.25) ? under() : drawRoot(selections, query, plain, room0))
  if (random.chance(0.04)) tops.push(selections.field('__typename', {}, null))
  return { tops, selections, variables }
}

function print(tops: readonly Selection[], variables: Variables, probing: boolean, other: string) {
  let body = `{${printAll(tops, probing)} }`
  const fragments = [...fragmentsIn(tops)].map(
    (f) => `fragment ${f.name} on ${f.on} {${printAll(f.children, probing)} }`,
  )
  const { declarations, values } = variables.usedIn([body, ...fragments].join('\n'))
  if (declarations || other) body = `query Q${declarations} ${body}`
  const text = [body, ...fragments, ...(other ? [other] : [])].join('\n')
  return { text, document: parse(text), values }
}

function featuresOf(tops: readonly Selection[], deep: boolean): Features {
  const features = { levels: 0, where: false, cursor: false, view: false, deep }
  walk(tops, (field, levels) => {
    features.levels = Math.max(features.levels, levels)
    if ('where' in field.args) features.where = true
    if (field.slot?.cursor) features.cursor = true
    if (field.name === 'view' && Object.keys(field.args).length) features.view = true
  })
  return features
}

/** A random valid query: the same for the same seed, schema and records. */
export async function generate(seed: number, ground: Ground): Promise<Generated> {
  const random = new Random(seed)
  const deep = random.chance(0.4)
  for (let attempt = 0; ; attempt++) {
    const { tops, selections, variables } = draw(random, ground, deep)
    const other = random.chance(0.04) ? 'query Other { __typename }' : ''
    const probe = print(tops, variables, true, other)
    if (validate(ground.schema, probe.document).length) continue
    const operationName = other ? 'Q' : undefined
    if (selections.slots.length) {
      const answer = await ground.probe.execute(probe.document, probe.values, operationName)
      for (const slot of selections.slots) {
        const cursor = harvest(random, answer.data, slot)
        const arg = { type: getNamedType(ground.schema.getType('String')!) as never }
        if (cursor !== null) slot.cursor = variables.write(cursor, arg.type, 0.5)
      }
    }
    badCursor(random, tops)
    const { text, document, values } = print(tops, variables, false, other)
    const features = featuresOf(tops, deep)
    const enough = !deep || (features.levels >= 4 && features.where && features.cursor && features.view)
    if (attempt < 12 && (!enough || !(ground.accept?.(document, values) ?? true))) continue
    if (validate(ground.schema, document).length) continue
    return { text, document, variables: values, operationName, features }
  }
}
