import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonl } from '../../src/export/jsonl.ts'
import { RecordsRefused } from '../../src/records/problem.ts'
import { ReadError } from '../../src/records/read.ts'
import { record as recordSchema, type TupuRecord } from '../../src/records/record.ts'
import type { Store } from '../../src/store/store.ts'
import { temporaryStore } from '../store/temporary.ts'
import { file, readAll } from './files.ts'

const examples = resolve(import.meta.dirname, '../../examples')
const ftm = `${['Person', 'Company'].map((schema, i) => JSON.stringify({ id: `x${i}`, schema, properties: { name: ['名 A'], country: ['cn'] }, datasets: ['d'], first_seen: '2024-01-01T00:00:00' })).join('\n')}
{"id":"o","schema":"Ownership","properties":{"owner":["x0"],"asset":["x1"],"percentage":["5"]}}\n`
const own = '{"record":"entity","key":"a","kind":"PERSON","names":[{"text":"A","lang":"en","type":"OFFICIAL"}]}\n'

const inputs = [
  ...['stock', 'executive_stock', 'executive_prep'].map((name) => ({
    name: `${name}.csv`,
    from: `a-share/sample/${name}.csv`,
    mapping: 'a-share/mapping.yaml',
  })),
  { name: 'sample.ndjson', from: 'ror/sample.ndjson', mapping: 'ror/mapping.yaml' },
  { name: 'sample.json', from: 'sec/sample.json', mapping: 'sec/mapping.yaml' },
].map(({ name, from, mapping }) => ({
  name,
  bytes: readFileSync(join(examples, from)),
  mapping: join(examples, mapping) as string | undefined,
}))
inputs.push({ name: 'a.ftm.json', bytes: Buffer.from(ftm), mapping: undefined })
inputs.push({ name: 'a.jsonl', bytes: Buffer.from(own), mapping: undefined })
inputs.push({
  name: 'a.yaml',
  bytes: Buffer.from('- record: entity\n  key: a\n  kind: PERSON\n  names: [{ text: A, lang: en, type: OFFICIAL }]\n'),
  mapping: undefined,
})

const SPLINTERS = [
  '"',
  ',',
  '\n',
  '\r\n',
  '\0',
  '{',
  '}',
  '[',
  ']',
  '"__proto__":{"x":1},',
  '\\ud800',
  '\\u0000',
  'null',
  '-1e999',
  '12345678901234567890',
  '\uFEFF',
  '谱',
  'constructor',
  '&a *a',
  '99999-99-99',
  '\\',
].map((text) => Buffer.from(text))
const bad = [Buffer.from([0xff]), Buffer.from([0xd6, 0xc7]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0x1f, 0x8b])]

type Edit = { at: number; cut: number; put: Buffer }
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  put: fc.constantFrom(Buffer.alloc(0), ...SPLINTERS, ...bad),
})

function edited(bytes: Buffer, edits: readonly Edit[]): Buffer {
  return edits.reduce((all, { at, cut, put }) => {
    const start = Math.floor(at * all.length)
    return Buffer.concat([all.subarray(0, start), put, all.subarray(start + cut)])
  }, bytes)
}

/** A record without what a reader tells the store beside it. */
function asGiven(record: TupuRecord): TupuRecord {
  const beside = ['member', 'spare', 'loose', 'seen']
  return JSON.parse(JSON.stringify(record, (name, value) => (beside.includes(name) ? undefined : value)))
}

const dumped = (store: Store) => [...jsonl.write(store.dump())].join('')
let clock = 0

/** Writes records; they are all there then, or refused with a reason, and nothing has changed. */
function into(store: Store, records: readonly TupuRecord[], places: readonly string[]): void {
  const before = dumped(store)
  const session = store.session({ recordedAt: new Date(Date.UTC(2026, 0, 1) + clock++).toISOString() })
  try {
    for (const [i, record] of records.entries()) session.put(record, places[i])
    session.commit()
    expect(store.read('select cast(count(*) as text) from pragma_foreign_key_check', [])).toBe('0')
  } catch (error) {
    expect(error).toBeInstanceOf(RecordsRefused)
    for (const { message, place } of (error as RecordsRefused).problems) {
      expect(message).toMatch(/expected|there is no|is that of|[a-z] needs /)
      expect(places).toContain(place)
    }
    expect(dumped(store)).toBe(before)
  } finally {
    session.rollback()
  }
}

test('a file that was tampered with gives sound records or clear problems, never a crash', async () => {
  const cases = fc.record({
    input: fc.constantFrom(...inputs),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
    end: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    packed: fc.boolean(),
  })
  const store = temporaryStore()
  await fc.assert(
    fc.asyncProperty(cases, async ({ input, edits, end, packed }) => {
      const text = edited(input.bytes, edits)
      const bytes = packed ? gzipSync(text) : text
      const path = file(input.name, end === null ? bytes : bytes.subarray(0, Math.ceil(end * bytes.length)))
      try {
        const { records, places, problems } = await readAll({ path, mapping: input.mapping })
        for (const record of records) expect(recordSchema.safeParse(asGiven(record)).error).toBeUndefined()
        into(store, records, places)
        for (const problem of problems) expect(problem).toContain(path)
      } catch (error) {
        expect(error).toBeInstanceOf(ReadError)
        expect((error as Error).message).toMatch(/expected|is no|there is|YAML|gzip|must|Unexpected|[a-z]/)
      }
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(({} as { x?: number }).x).toBeUndefined()
    }),
    { numRuns: 250 },
  )
  expect(store.read('pragma integrity_check', [])).toBe('ok')
}, 120_000)
