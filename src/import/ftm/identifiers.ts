import { CODES, identifies, LOCAL_CODES } from '../../records/ftm.ts'
import type { EntityRecord } from '../../records/record.ts'
import type { FtmLine, Properties } from './line.ts'
import type { Lost } from './lost.ts'

type Identifiers = NonNullable<EntityRecord['identifiers']>

/** What stands where there is no code. */
const PLACEHOLDER =
  /^(?:n\.?\/?a\.?|none|null|nil|nan|unknown|unavailable|not (?:available|applicable|known)|tba|tbd|[-–—.?*_/0x]+)$/i

const once = (found: Identifiers): Identifiers => [
  ...new Map(found.map((one) => [`${one.scheme} ${one.value}`, one])).values(),
]

/** The identifiers of an entity: its own id and those that it had, then codes that lead to it, then those that others may share. */
export function identifiersOf(
  line: FtmLine,
  properties: Properties,
  where: string,
  lost: Lost,
): { identifiers: Identifiers; own: number; sure: number } {
  const ids = once([line.id, ...(line.referents ?? [])].map((value) => ({ scheme: 'ftm', value })))
  const codes = (names: Readonly<Record<string, string>>, place: string) =>
    Object.entries(names).flatMap(([name, scheme]) => {
      const all = properties.all(name)
      const values = all.filter((value) => !PLACEHOLDER.test(value.trim()))
      lost.add(`${name} that is a placeholder`, all.length - values.length)
      return values.map((value) => ({ scheme: `${scheme}${place}`, value }))
    })
  const all = once([...codes(CODES, ''), ...codes(LOCAL_CODES, `:${where}`)])
  const sure = all.filter(({ scheme }) => identifies(scheme))
  const shared = all.filter(({ scheme }) => !identifies(scheme))
  return { identifiers: [...ids, ...sure, ...shared], own: ids.length, sure: ids.length + sure.length }
}
