import type { EntityRecord } from '../../records/record.ts'
import type { FtmLine, Properties } from './line.ts'

type Identifiers = NonNullable<EntityRecord['identifiers']>

/** Codes that mean one entity in the whole world, with the scheme that they are kept under. */
export const CODES: Readonly<Record<string, string>> = {
  leiCode: 'lei',
  wikidataId: 'wikidata',
  dunsCode: 'duns',
  cikCode: 'cik',
  permId: 'permid',
  giiNumber: 'giin',
  swiftBic: 'bic',
  isinCode: 'isin',
  innCode: 'inn',
  ogrnCode: 'ogrn',
  uscCode: 'uscc',
  npiCode: 'npi',
  ricCode: 'ric',
  voenCode: 'voen',
}

/** Codes that mean one entity only within a register or country, which becomes part of the scheme. */
export const LOCAL_CODES: Readonly<Record<string, string>> = {
  registrationNumber: 'registration-number',
  taxNumber: 'tax-number',
  vatCode: 'vat',
  idNumber: 'id-number',
  passportNumber: 'passport',
}

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
