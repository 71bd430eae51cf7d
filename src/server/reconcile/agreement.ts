import { sameCode } from '../../records/codes.ts'
import { fold } from '../../records/fold.ts'
import type { Entry } from './graph.ts'
import { isScheme, valuesOf } from './properties.ts'
import type { Given } from './queries.ts'

/** Whether what a table says of a property is what the graph says. */
export type Agreement = 'agrees' | 'contradicts' | 'unknown'

/** Properties of which an entity has one value only, so that another one contradicts it. */
const decisive = ['COUNTRY', 'FOUNDED_ON', 'DISSOLVED_ON']

/** Compares what is given of a property with an entity; differing words of a source, such as an industry's, say nothing. */
export function agreement(entity: Entry, { pid, values }: Given): Agreement {
  const given = values.map(fold).filter((value) => value !== '')
  const known = valuesOf(entity, pid).map(fold)
  if (given.length === 0 || known.length === 0) return 'unknown'
  if (given.some((a) => known.some((b) => same(pid, a, b)))) return 'agrees'
  if (pid === 'COUNTRY' && !given.some(isCountry)) return 'unknown'
  return decisive.includes(pid) || isScheme(pid) ? 'contradicts' : 'unknown'
}

function same(pid: string, given: string, known: string): boolean {
  if (given === known) return true
  if (pid === 'COUNTRY') return countryNames(known).includes(given)
  if (pid === 'WEBSITE') return site(given) === site(known)
  if (pid.endsWith('_ON')) return sameDate(given.replace(/t\d.*$/, ''), known)
  return isScheme(pid) && (given === known.split('.')[0] || sameCode(given, known) !== undefined)
}

/** Dates may be partial: a day agrees with its year. */
const sameDate = (a: string, b: string) => a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`)

const site = (address: string) =>
  address
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '')

/** Made when they are first needed: it takes a twentieth of the time in which a server starts. */
let namers: readonly Intl.DisplayNames[] | undefined
const namesOfCodes = new Map<string, readonly string[]>()

/** The names of a country by its ISO 3166-1 alpha-2 code, folded; none if it is no such code. */
function countryNames(code: string): readonly string[] {
  const kept = namesOfCodes.get(code)
  if (kept) return kept
  if (!/^[a-z]{2}$/.test(code)) return []
  namers ??= ['en', 'zh-Hans'].map((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }))
  const names = namers.flatMap((namer) => fold(namer.of(code.toUpperCase()) ?? ''))
  namesOfCodes.set(code, names)
  return names
}

let codes: ReadonlySet<string> | undefined

/** Whether a folded text is the code or the name of a country. */
function isCountry(text: string): boolean {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  codes ??= new Set(letters.flatMap((a) => letters.flatMap((b) => [a + b, ...countryNames(a + b)])))
  return codes.has(text)
}
