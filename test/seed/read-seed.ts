import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { ClaimRecord, FactRecord, TupuRecord } from '../../src/records/record.ts'
import { record } from '../../src/records/record.ts'

const folder = new URL('../../seed/', import.meta.url)
const kinds = [
  'organisations',
  'people',
  'products',
  'sources',
  'relations',
  'figures',
  'statements',
  'events',
  'properties',
]

/** The names of the files in the seed, and those that are expected. */
export const files = { found: readdirSync(folder).sort(), expected: kinds.map((kind) => `${kind}.yaml`).sort() }

/** What the seed's files hold as it is written there, before any check. */
export const raw: { file: string; text: string; list: unknown[] }[] = files.found.map((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  return { file, text, list: parse(text) as unknown[] }
})

/** Every record of the seed, checked; a record that isn't one makes all tests fail with its file and key. */
export const seed: TupuRecord[] = raw.flatMap(({ file, list }) =>
  list.map((item) => {
    const result = record.safeParse(item)
    if (!result.success) throw new Error(`${file}: ${JSON.stringify(item)}: ${result.error.message}`)
    return result.data
  }),
)

type Kind = TupuRecord['record']
type Of<K extends Kind> = Extract<TupuRecord, { record: K }>

/** The records of one kind. */
export const all = <K extends Kind>(kind: K) => seed.filter((r): r is Of<K> => r.record === kind)

/** The one record of a kind with this key. */
export function one<K extends Kind>(kind: K, key: string): Of<K> {
  const found = all(kind).filter((r) => r.key === key)
  if (found.length !== 1) throw new Error(`${found.length} records of kind ${kind} have the key ${key}`)
  return found[0]!
}

export const facts: FactRecord[] = seed.filter((r) => r.record !== 'entity' && r.record !== 'source')

/** A claim in short: `tianyancha REPORTED L17 via tianyancha-records`; an asserter without a record stands in brackets. */
export function short(claim: ClaimRecord): string {
  const who = claim.assertedBy ?? `[${claim.assertedAs}]`
  return [
    `${who} ${claim.modality} L${claim.locator?.line}`,
    ...(claim.via ? [`via ${claim.via.join(' + ')}`] : []),
  ].join(' ')
}

export const told = (fact: FactRecord) => fact.claims.map(short)

/** Joins what is there with spaces. */
export const words = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' ')
