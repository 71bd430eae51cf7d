import { CODES, datasetKey, isOtherPlace, LOCAL_CODES, pageKey, TEXTS, TYPES } from '../../records/ftm.ts'
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

type Line = {
  origin: Origin
  properties: Map<string, string[]>
  where: string | undefined
  schema?: string | undefined
  /** Codes of registers that others have, too. */
  codes?: Code[]
}
type Code = { readonly property: string; readonly where: string | undefined; readonly value: string }

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

  /** Its codes that belong to another. */
  get sharedCodes(): readonly string[] {
    return this.#said.flatMap(({ name, value }) => (name === 'CODE' ? value : []))
  }

  get ownCodes(): readonly string[] {
    return (this.#entity.identifiers ?? []).map(({ scheme, value }) => `${scheme} ${value}`)
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
    for (const [i, line] of lines.entries()) {
      const { origin, properties } = line
      const { members, properties: from } = originMembers(origin)
      yield {
        id,
        schema: line.schema ?? SCHEMAS[kind]!,
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
        const line: Line = lines.get(text) ?? { origin, properties: new Map(), where: undefined }
        lines.set(text, line)
        if (name === 'TYPE' || name === 'CODE') {
          if (!(name === 'TYPE' ? this.#type(line, value) : code(line, value)))
            notes.add(name === 'TYPE' ? 'types that are no schema left out' : 'codes without a property left out')
          continue
        }
        const inRegister = name === 'COUNTRY' && printed === `jurisdiction ${value}`
        if (printed !== undefined && !inRegister) notes.add('words as printed of properties left out')
        const property = name === 'COUNTRY' ? (inRegister ? 'jurisdiction' : 'country') : PROPERTIES.get(name)!
        push(line, property, name === 'COUNTRY' ? value.toLowerCase() : value)
      }
    }
    return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  }

  /** Takes a type for the schema of a line; tells whether that can be. */
  #type(line: Line, type: string): boolean {
    if (TYPES[type] !== this.#entity.kind || (line.schema ?? type) !== type) return false
    line.schema = type
    return true
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
    const local: Code[] = []
    for (const { scheme, value } of this.#entity.identifiers ?? []) {
      if (scheme === 'ftm') continue
      const one = codeOf(scheme, value)
      if (!one) notes.add(`identifiers of the scheme ${scheme.split(':', 1)[0]} left out`)
      else if (one.where === undefined) push(lines[0]!, one.property, value)
      else local.push(one)
    }
    for (const line of [...lines]) {
      for (const one of line.codes ?? []) {
        const own = [line, ...lines.filter(({ origin }) => origin === line.origin)].find((it) => takes(it, one.where!))
        const place = own ?? codeLine(line, one.where!)
        if (!own && place) lines.push(place)
        if (place) push(place, one.property, one.value)
        else notes.add('codes without a property left out')
      }
    }
    // A line that names the place anyhow goes before one that has to be made for it.
    const far = local.filter(({ property, where, value }) => {
      const line = lines.find((one) => takes(one, where!))
      if (line) push(line, property, value)
      return !line
    })
    for (const { property, where, value } of far) {
      const known = lines.find((line) => line.where === where)
      const line = known ?? lineFor(lines, where!)
      if (!known && line) lines.push(line)
      if (line) push(line, property, value)
      else notes.add(`identifiers of the scheme ${LOCAL_CODES[property]} left out`)
    }
  }
}

/** The property of a code, and where it holds if it is that of a register. */
function codeOf(scheme: string, value: string): Code | undefined {
  const [register = '', ...places] = scheme.split(':')
  const property = byScheme.get(scheme)
  if (property !== undefined) return { property, where: undefined, value }
  const local = byLocalScheme.get(register)
  return local === undefined ? undefined : { property: local, where: places.join(':'), value }
}

/** Puts a code that is no identifier, since another has it, into a line; tells whether there is a property for it. */
function code(line: Line, text: string): boolean {
  const [, scheme = '', value = ''] = /^(\S+) (.+)$/s.exec(text) ?? []
  const one = codeOf(scheme, value)
  if (!one) return false
  if (one.where === undefined) push(line, one.property, value)
  else line.codes = [...(line.codes ?? []), one]
  return true
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

/** A line that says of a place what another says, for the codes of it. */
function beside(line: Line, where: string): Line | undefined {
  if (!namedIn(line).includes(where)) return undefined
  const property = line.properties.get('country')?.includes(where) ? 'country' : 'jurisdiction'
  return { origin: line.origin, properties: new Map([[property, [where]]]), where, schema: line.schema }
}

/** A line for a code of a place that is said to be shared where another is. */
function codeLine(line: Line, where: string): Line | undefined {
  const { origin, schema } = line
  const dataset = origin.datasets.find((one) => one.toLowerCase() === where)
  if (dataset !== undefined) {
    const datasets = [dataset, ...origin.datasets.filter((one) => one !== dataset)]
    return { origin: { ...origin, datasets }, properties: new Map(), where, schema }
  }
  if (isOtherPlace(where)) return { origin, properties: new Map([['country', [where]]]), where, schema }
  return beside(line, where)
}

/** A line of its own for the codes of a place, which says nothing else that the others do not. */
function lineFor(lines: readonly Line[], where: string): Line | undefined {
  const same = lines.find((line) => namedIn(line).includes(where))
  if (same) return beside(same, where)
  const dataset = lines.flatMap(({ origin }) => origin.datasets).find((one) => one.toLowerCase() === where)
  const origin = { ...lines[0]!.origin, publisher: undefined, first: undefined, last: undefined }
  if (dataset !== undefined)
    return { origin: { ...origin, datasets: [dataset], pages: [] }, properties: new Map(), where }
  // A country with a code of two letters would be a fact that nobody claims.
  return isOtherPlace(where) ? { origin, properties: new Map([['country', [where]]]), where } : undefined
}
