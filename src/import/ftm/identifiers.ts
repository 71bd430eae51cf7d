import { CODES, LOCAL_CODES } from '../../records/ftm.ts'
import type { EntityRecord } from '../../records/record.ts'
import type { FtmLine, Properties } from './line.ts'

type Identifiers = NonNullable<EntityRecord['identifiers']>

/** The identifiers of an entity: its own id, those that it had, and the codes of registers. */
export function identifiersOf(line: FtmLine, properties: Properties, where: string): Identifiers {
  const found: Identifiers = [line.id, ...(line.referents ?? [])].map((value) => ({ scheme: 'ftm', value }))
  for (const [name, scheme] of Object.entries(CODES)) {
    found.push(...properties.all(name).map((value) => ({ scheme, value })))
  }
  for (const [name, scheme] of Object.entries(LOCAL_CODES)) {
    found.push(...properties.all(name).map((value) => ({ scheme: `${scheme}:${where}`, value })))
  }
  return [...new Map(found.map((one) => [`${one.scheme} ${one.value}`, one])).values()]
}
