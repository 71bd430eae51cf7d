import { CODES, datasetKey, isOtherPlace, LOCAL_CODES, pageKey, TEXTS } from '../../records/ftm.ts'
import type { EntityRecord, PropertyRecord } from '../../records/record.ts'
import { keyOfId } from '../../records/slug.ts'
import type { Notes } from '../format.ts'
import { type Origin, type Origins, originMembers } from './provenance.ts'

/** The schemas by kind. */
export const SCHEMAS: { readonly [kind in EntityRecord['kind']]?: string } = {
  COMPANY: 'Company',
  INSTITUTION: 'Organization',
  FUND: 'Organization',
  PERSON: 'Person',
}

const NAMES: { readonly [type in EntityRecord['names'][number]['type']]: string } = {
  OFFICIAL: 'name',
  SHORT: 'alias',
  ALIAS: 'alias',
  TRANSLITERATION: 'alias',
  FORMER: 'previousName',
  ACRONYM: 'abbreviation',
}

const PROPERTIES = new Map<string, string>([
  ...TEXTS.map(([property, name]) => [name, property] as const),
  ['FOUNDED_ON', 'incorporationDate'],
  ['DISSOLVED_ON', 'dissolutionDate'],
])

const byScheme = new Map(Object.entries(CODES).map(([property, scheme]) => [scheme, property]))
const byLocalScheme = new Map(Object.entries(LOCAL_CODES).map(([property, scheme]) => [scheme, property]))

/** The id of an entity: that which it came with, else its key. */
export function idOf({ key, identifiers = [] }: EntityRecord): string {
  return identifiers.find(({ scheme, value }) => scheme === 'ftm' && keyOfId(value) === key)?.value ?? key
}

type Line = { origin: Origin; properties: Map<string, string[]>; where: string | undefined }

/** An entity with all that is said of it, until it can be written. */
export class Party {
  readonly #entity: EntityRecord
  readonly #said: PropertyRecord[] = []

  constructor(entity: EntityRecord) {
    this.#entity = entity
  }

  add(property: PropertyRecord): void {
    this.#said.push(property)
  }

  /** Its lines: one for each origin of what is said of it. */
  *lines(origins: Origins, notes: Notes): Generator<object> {
    const lines = this.#gather(origins, notes)
    this.#names(lines, origins, notes)
    this.#identifiers(lines, notes)
    const { kind, lists } = this.#entity
    notes.add('openness of lists left out', lists?.length ?? 0)
    if (kind === 'FUND') notes.add('funds written as Organization')
    const [id, ...referents] = this.#ids()
    for (const [i, { origin, properties }] of lines.entries()) {
      const { members, properties: from } = originMembers(origin)
      yield {
        id,
        schema: SCHEMAS[kind]!,
        properties: { ...Object.fromEntries(properties), ...from },
        ...(i === 0 && referents.length > 0 && { referents }),
        ...members,
      }
    }
  }

  #ids(): string[] {
    const id = idOf(this.#entity)
    const others = (this.#entity.identifiers ?? []).filter(({ scheme, value }) => scheme === 'ftm' && value !== id)
    return [id, ...others.map(({ value }) => value)]
  }

  /** What is said, by origin. */
  #gather(origins: Origins, notes: Notes): Line[] {
    const lines = new Map<string, Line>()
    for (const { name, value, lang, claims } of this.#said) {
      if (lang !== undefined) notes.add('languages of properties left out')
      for (const { origin, printed } of origins.of(claims)) {
        const text = JSON.stringify(origin)
        const line = lines.get(text) ?? { origin, properties: new Map<string, string[]>(), where: undefined }
        lines.set(text, line)
        const inRegister = name === 'COUNTRY' && printed === `jurisdiction ${value}`
        if (printed !== undefined && !inRegister) notes.add('words as printed of properties left out')
        const property = name === 'COUNTRY' ? (inRegister ? 'jurisdiction' : 'country') : PROPERTIES.get(name)!
        push(line, property, name === 'COUNTRY' ? value.toLowerCase() : value)
      }
    }
    return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  }

  /**
   * Names stand in lines that begin with their source: a name counts as said by what stands first there. Those of another
   * between them begin a new line, so that all come in again in their order.
   */
  #names(lines: Line[], origins: Origins, notes: Notes): void {
    const home = new Set<Line>()
    const lineOf = (source: string | undefined): Line => {
      if (source === undefined) {
        notes.add('names that say no source')
        return lines[0] ?? ownLine(source, undefined)
      }
      const resting = lines.filter(({ origin }) => rests(origin, source))
      const line = resting.find((one) => !home.has(one)) ?? ownLine(source, resting[0])
      line.origin = startingWith(line.origin, source)
      return line
    }
    const ownLine = (source: string | undefined, beside: Line | undefined): Line => {
      const page = source === undefined ? undefined : origins.page(source)
      const behind = beside?.origin.datasets ?? []
      const datasets = source === undefined ? [] : page === undefined ? [origins.dataset(source)] : behind
      if (page !== undefined && behind.length === 0)
        notes.add('data sets of pages that nothing is said from but names left out')
      const origin = { datasets, pages: page ? [page] : [], publisher: undefined, first: undefined, last: undefined }
      const line: Line = { origin, properties: new Map(), where: undefined }
      lines.push(line)
      return line
    }
    let last: { readonly source: string | undefined; readonly line: Line } | undefined
    for (const { source, type, text } of this.#entity.names) {
      const line = last && last.source === source ? last.line : lineOf(source)
      push(line, NAMES[type], text)
      home.add(line)
      last = { source, line }
    }
    // Those with names come first, in the order of the names.
    const order = [...home, ...lines.filter((line) => !home.has(line))]
    lines.splice(0, lines.length, ...order)
    const lost = this.#entity.names.filter(({ type }) => type === 'SHORT' || type === 'TRANSLITERATION').length
    const tongues = this.#entity.names.filter(({ lang }) => !/^(zh|ja|ko|und)$|^und-/.test(lang)).length
    const placed = this.#entity.names.filter(({ locator }) => locator !== undefined).length
    const asserted = this.#entity.names.filter(({ assertedBy }) => assertedBy !== undefined).length
    notes.add('languages of names left out', tongues)
    notes.add('places of names in sources left out', placed)
    notes.add('parties that assert a name left out', asserted)
    notes.add('names that are short or transliterated written as alias', lost)
  }

  #identifiers(lines: Line[], notes: Notes): void {
    const local: { property: string; where: string; value: string }[] = []
    for (const { scheme, value } of this.#entity.identifiers ?? []) {
      if (scheme === 'ftm') continue
      const [register = '', ...places] = scheme.split(':')
      const property = byScheme.get(scheme) ?? byLocalScheme.get(register)
      if (property === undefined) notes.add(`identifiers of the scheme ${register} left out`)
      else if (byScheme.has(scheme)) push(lines[0]!, property, value)
      else local.push({ property, where: places.join(':'), value })
    }
    // A line that names the place anyhow goes before one that has to be made for it.
    const far = local.filter(({ property, where, value }) => {
      const line = lines.find((one) => takes(one, where))
      if (line) push(line, property, value)
      return !line
    })
    for (const { property, where, value } of far) {
      const known = lines.find((line) => line.where === where)
      const line = known ?? lineFor(lines, where)
      if (!known && line) lines.push(line)
      if (line) push(line, property, value)
      else notes.add(`identifiers of the scheme ${LOCAL_CODES[property]} left out`)
    }
  }
}

function push({ properties }: Line, property: string, value: string): void {
  const values = properties.get(property)
  if (!values) properties.set(property, [value])
  else if (!values.includes(value)) values.push(value)
}

const rests = ({ datasets, pages }: Origin, source: string) =>
  pages.length > 0 ? pages.some((url) => pageKey(url) === source) : datasets.some((one) => datasetKey(one) === source)

function startingWith(origin: Origin, source: string): Origin {
  const first = (list: readonly string[], key: (one: string) => string) =>
    list.toSorted((a, b) => Number(key(b) === source) - Number(key(a) === source))
  if (origin.pages.length > 0) return { ...origin, pages: first(origin.pages, pageKey) }
  return { ...origin, datasets: first(origin.datasets, datasetKey) }
}

const namedIn = ({ properties }: Line) => [
  ...(properties.get('jurisdiction') ?? []),
  ...(properties.get('country') ?? []),
]

/** Whether codes of a register can stand in a line: those of one place only, the first that the line names. */
function takes(line: Line, where: string): boolean {
  if (line.where !== undefined) return line.where === where
  const named = namedIn(line)
  if (named.length > 0 ? !named.includes(where) : line.origin.datasets[0]?.toLowerCase() !== where) return false
  const jurisdiction = line.properties.get('jurisdiction') ?? []
  if (named.length > 0) line.properties.set('jurisdiction', [where, ...jurisdiction.filter((one) => one !== where)])
  line.where = where
  return true
}

/** A line of its own for the codes of a place, which says nothing else that the others do not. */
function lineFor(lines: readonly Line[], where: string): Line | undefined {
  const same = lines.find((line) => namedIn(line).includes(where))
  if (same) {
    const property = same.properties.get('country')?.includes(where) ? 'country' : 'jurisdiction'
    return { origin: same.origin, properties: new Map([[property, [where]]]), where }
  }
  const dataset = lines.flatMap(({ origin }) => origin.datasets).find((one) => one.toLowerCase() === where)
  const origin = { ...lines[0]!.origin, publisher: undefined, first: undefined, last: undefined }
  if (dataset !== undefined)
    return { origin: { ...origin, datasets: [dataset], pages: [] }, properties: new Map(), where }
  // A country with a code of two letters would be a fact that nobody claims.
  return isOtherPlace(where) ? { origin, properties: new Map([['country', [where]]]), where } : undefined
}
