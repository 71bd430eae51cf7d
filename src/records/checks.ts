import { locatorProblems } from './claim.ts'
import type { Problem } from './problem.ts'
import type { EntityRecord, PropertyRecord, RelationRecord, SourceRecord, StatementRecord } from './record.ts'
import { earliestDay, isPartialDate, latestDay } from './values.ts'

const NONE: readonly never[] = []

/** The positions of the items that stand in the list already, by what tells them apart. */
function repeated<T>(list: readonly T[] | undefined, identity: (item: T) => string): readonly number[] {
  if (!list || list.length < 2) return NONE
  const seen = new Set<string>()
  return list.flatMap((item, i) => {
    const again = seen.has(identity(item))
    seen.add(identity(item))
    return again ? [i] : []
  })
}

/** What is wrong with an entity. */
export function entityProblems(entity: EntityRecord): Problem[] {
  const problems: Problem[] = []
  for (const list of ['names', 'lists'] as const) {
    const items = entity[list] ?? NONE
    for (let i = 0; i < items.length; i++) {
      const { locator, source } = items[i]!
      if (!locator) continue
      problems.push(...locatorProblems(locator, [list, i, 'locator']))
      if (source) continue
      problems.push({ path: [list, i, 'locator'], message: 'a locator needs the source that it points into' })
    }
  }
  for (let i = 0; i < entity.names.length; i++) {
    const { lang } = entity.names[i]!
    if (languageTag(lang)) continue
    const found = JSON.stringify(lang)
    problems.push({
      path: ['names', i, 'lang'],
      message: `expected a language tag such as "zh-Hans" or "en", found ${found}`,
    })
  }
  for (const i of repeated(entity.lists, ({ list, knownFrom }) => JSON.stringify([list, knownFrom]))) {
    problems.push({
      path: ['lists', i, 'list'],
      message: `expected each list once, or each time with another knownFrom, found ${entity.lists![i]!.list} again`,
    })
  }
  for (const i of repeated(entity.identifiers, (item) => JSON.stringify([item.scheme, item.value]))) {
    problems.push({ path: ['identifiers', i], message: 'expected each identifier once, found one again' })
  }
  return problems
}

/** What is wrong with a source. */
export function sourceProblems(source: SourceRecord): Problem[] {
  if (source.primarySource !== source.key) return []
  return [{ path: ['primarySource'], message: 'expected another source, found this one' }]
}

/** What is wrong with a relation. */
export function relationProblems(relation: RelationRecord): Problem[] {
  const problems: Problem[] = []
  const { to, toAs, validFrom, validTo, amount, currency } = relation
  if (to === undefined && toAs === undefined) {
    problems.push({ path: [], message: 'say to whom: to, or toAs for somebody unnamed' })
  }
  if (validFrom && validTo && earliestDay(validFrom) > latestDay(validTo)) {
    problems.push({ path: ['validTo'], message: `expected a date no earlier than ${validFrom}, found ${validTo}` })
  }
  if (amount !== undefined && currency === undefined) {
    problems.push({ path: ['amount'], message: 'an amount needs a currency, such as "CNY"' })
  }
  return problems
}

/** What is wrong with a statement. */
export function statementProblems(statement: StatementRecord): Problem[] {
  const problems: Problem[] = []
  if (statement.speaker === undefined && statement.speakerAs === undefined) {
    problems.push({ path: [], message: 'say who said it: speaker, or speakerAs for somebody unnamed' })
  }
  for (const i of repeated(statement.about, (key) => key)) {
    problems.push({ path: ['about', i], message: `expected each once, found ${statement.about![i]} again` })
  }
  return problems
}

/** What is wrong with a property. */
export function propertyProblems({ name, value, lang }: PropertyRecord): Problem[] {
  const problems: Problem[] = []
  const wrong = (expected: string) => {
    problems.push({ path: ['value'], message: `${name}: expected ${expected}, found ${JSON.stringify(value)}` })
  }
  if ((name === 'FOUNDED_ON' || name === 'DISSOLVED_ON') && !isPartialDate(value)) wrong('a date, maybe partial')
  if (name === 'COUNTRY' && !/^[A-Z]{2}$/.test(value)) wrong('an ISO 3166-1 code of two capitals')
  if (lang !== undefined && !languageTag(lang)) {
    const found = JSON.stringify(lang)
    problems.push({ path: ['lang'], message: `expected a language tag such as "zh-Hans" or "en", found ${found}` })
  }
  return problems
}

/** The BCP 47 tag with the capitals that it is usually written with; null if it can't be one. */
export function languageTag(tag: string): string | null {
  let canonical = tags.get(tag)
  if (canonical === undefined) {
    canonical = canonicalTag(tag)
    if (tags.size < 1000) tags.set(tag, canonical)
  }
  return canonical
}

/** A file has few languages, and asking for a tag takes long. */
const tags = new Map<string, string | null>()

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}
