import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingsOf } from '../../src/records/readings.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { readQuery } from '../../src/search/query.ts'
import { findAll } from '../../src/search/search.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { type NaiveHit, naiveSearch } from './naive.ts'

const sign = fc.constantFrom(...'智谱譜普科大讯訊飞行重长長张張江华華中国電电')
const word = fc.constantFrom(
  'zhipu',
  'ai',
  'anthropic',
  'Vercel',
  'GLM',
  '4',
  'Ｚ',
  'capital',
  'Captial',
  'хлеб',
  'é',
  'zhong',
)
const between = fc.constantFrom('', ' ', '·', '-', '.', '（', '😀')
const tail = fc.constantFrom('', '', '有限公司', '股份有限公司', ' Ltd.', ' Inc')
const name = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: sign }, { weight: 2, arbitrary: word }), { minLength: 1, maxLength: 5 }),
    between,
    tail,
  )
  .map(([parts, gap, end]) => parts.join(gap) + end)

const type = fc.constantFrom('OFFICIAL' as const, 'ALIAS' as const, 'SHORT' as const)
const keys = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6']
const entity = fc
  .record({
    key: fc.constantFrom(...keys),
    names: fc.array(fc.record({ text: name, type, quoted: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    code: fc.option(fc.constantFrom('600519', '6005191', 'AB-1234', '600519.SH', '0000600519', 'hk0700', '000700.SZ'), {
      nil: undefined,
    }),
  })
  .map(
    ({ key, names, code }): TupuRecord => ({
      record: 'entity',
      key,
      // The kind follows from the key, since it can't change.
      kind: key < 'd' ? 'COMPANY' : 'PERSON',
      names: names.map(({ text, type, quoted }, i) => ({
        ...{ text, type, lang: 'zh-Hans' },
        ...(quoted ? { source: 's1', locator: { line: i + 1, quote: `他说${text}很好` } } : {}),
      })),
      ...(code ? { identifiers: [{ scheme: `s-${key}`, value: code }] } : {}),
    }),
  )
const source = fc
  .tuple(fc.constantFrom('s1', 's2'), fc.option(name, { nil: undefined }))
  .map(([key, title]): TupuRecord => ({ record: 'source', key, kind: 'ARTICLE', ...(title ? { title } : {}) }))
const statement = fc.tuple(fc.constantFrom('t1', 't2'), name, name, fc.option(name, { nil: undefined })).map(
  ([key, first, second, condition]): TupuRecord => ({
    ...{ record: 'statement', key, speakerAs: 'somebody', summary: { 'zh-Hans': `${first}与${second}`, en: second } },
    ...(condition ? { condition: { 'zh-Hant': condition } } : {}),
    claims: [{ source: 's1', assertedAs: 'x', modality: 'REPORTED', key: `${key}.claim` }],
  }),
)

const event = fc.tuple(fc.constantFrom('v1', 'v2'), fc.option(fc.tuple(name, name), { nil: undefined })).map(
  ([key, title]): TupuRecord => ({
    ...{
      record: 'event',
      key,
      kind: 'LISTING',
      datePrecision: 'UNKNOWN',
      ...(title ? { title: { 'zh-Hant': title[0], en: title[1] } } : {}),
    },
    claims: [{ source: 's1', assertedAs: 'x', modality: 'REPORTED', key: `${key}.claim` }],
  }),
)

type Step = { do: 'write'; records: TupuRecord[] } | { do: 'merge' | 'split' | 'forget'; a: string; b: string }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(entity, source, statement, event), { minLength: 1, maxLength: 4 })
      .map((records): Step => ({ do: 'write', records })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('merge' as const, 'split' as const, 'forget' as const),
      a: fc.constantFrom(...keys),
      b: fc.constantFrom(...keys),
    }),
  },
)

/** What somebody may type for one of the names that were written, or for another; and words of one text, in whatever order. */
const typed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.oneof({ weight: 3, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: name }),
        fc.nat(6),
        fc.nat(6),
        fc.constantFrom('as it is', 'part', 'pinyin', 'initials', 'upper', 'typo', 'apart'),
      )
      .map(([text, from, length, how]) => (written: readonly string[]) => {
        const chosen = typeof text === 'string' ? text : written[text % written.length]
        return spoil(chosen ?? '', from, length, how)
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.nat(30),
        fc.array(fc.tuple(fc.nat(12), fc.nat(3)), { minLength: 2, maxLength: 4 }),
        fc.constantFrom(' ', '，', '、', '\u3000', ' - '),
      )
      .map(([text, parts, gap]) => (_: readonly string[], texts: readonly string[]) => {
        const chosen = [...(texts[text % texts.length] ?? '')]
        return parts
          .map(([from, length]) => chosen.slice(from % chosen.length, (from % chosen.length) + length + 1).join(''))
          .join(gap)
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        ...[
          '600519',
          '600519.ss',
          'SH600519',
          '0600519',
          '600519.sz',
          '0700',
          '700.HK',
          '6005',
          'ab-1234',
          'a1',
          'd4',
          's1',
          '',
          '智谱 科大',
          '*',
          '智譜(pǔ)',
        ],
      )
      .map((text) => () => text),
  },
)

const namesIn = (steps: readonly Step[]) =>
  steps.flatMap((one) =>
    one.do === 'write'
      ? one.records.flatMap((record) => (record.record === 'entity' ? record.names.map(({ text }) => text) : []))
      : [],
  )

const textsOf = (record: TupuRecord): string[] => {
  if (record.record === 'source') return record.title === undefined ? [] : [record.title]
  if (record.record === 'statement')
    return [record.summary, record.condition ?? {}].flatMap((one) => Object.values(one))
  if (record.record === 'event') return Object.values(record.title ?? {})
  return record.record === 'entity' ? record.names.flatMap(({ locator }) => locator?.quote ?? []) : []
}

const textsIn = (steps: readonly Step[]) =>
  steps.flatMap((one) => (one.do === 'write' ? one.records.flatMap(textsOf) : []))

function spoil(text: string, from: number, length: number, how: string): string {
  const all = [...text]
  const read = (c: string) => readingsOf(c)[from % 2] ?? readingsOf(c)[0] ?? c
  if (how === 'part') return all.slice(from % all.length, (from % all.length) + length + 1).join('')
  if (how === 'pinyin')
    return all
      .slice(length % 2)
      .map(read)
      .join(from % 2 ? ' ' : '')
      .slice(0, 3 + length * 2)
  if (how === 'initials') return all.map((c) => read(c)[0]).join('')
  if (how === 'upper') return text.toUpperCase().normalize('NFKD')
  if (how === 'typo') return all.toSpliced(from % all.length, 1).join('')
  if (how === 'apart') return all.join(' ')
  return text
}

/** Does what can be done and lets the rest be. */
function take(store: Store, steps: readonly Step[]): Map<string, string> {
  const redirects = new Map<string, string>()
  store.write([{ record: 'source', key: 's1', kind: 'ARTICLE' }], '2026-01-01T00:00:00.000Z')
  for (const [i, one] of steps.entries()) {
    const at = `2026-02-01T00:00:${String(10 + i)}.000Z`
    try {
      if (one.do === 'write') {
        const session = store.session({ recordedAt: at, onRefused: () => {} })
        for (const record of one.records) session.put(record)
        session.commit()
      } else if (one.do === 'merge') {
        store.merge(one.a, one.b, at)
        for (const [from, into] of redirects) if (into === one.a) redirects.set(from, one.b)
        redirects.set(one.a, one.b)
      } else if (one.do === 'split') {
        // Only where nothing else was merged along, so that the model needn't know how that is undone.
        if ([...redirects.values()].filter((into) => into === redirects.get(one.a)).length > 1) continue
        store.split(one.a)
        redirects.delete(one.a)
      } else {
        store.forget(one.a, at)
        const into = redirects.get(one.a) ?? one.a
        for (const [from, to] of redirects) if (to === into) redirects.delete(from)
      }
    } catch {
      // There is no such thing, or it is of another kind.
    }
  }
  return redirects
}

function found(store: Store, text: string): NaiveHit[] {
  const { hits } = store.search((index) => findAll(index, readQuery(text), { seen: (_, ids) => new Set(ids) }))
  for (const [i, hit] of hits.entries()) expect(hit.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? 100)
  return hits
    .map(({ key, score, matchedBy, matchedText }) => ({ key, score, matchedBy, matchedText }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

describe('search', () => {
  test('finds what looking at everything finds, whatever was written, merged, split and forgotten', {
    timeout: 120_000,
  }, async () => {
    let hits = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.array(typed, { minLength: 5, maxLength: 15 }),
        async (steps, texts) => {
          const store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
          try {
            const redirects = take(store, steps)
            const records = [...store.records()]
            const names = namesIn(steps)
            const longer = textsIn(steps)
            for (const text of texts.map((type) => type(names, longer))) {
              const expected = naiveSearch(records, redirects, text)
              hits += expected.length
              expect({ text, hits: found(store, text) }).toEqual({ text, hits: expected })
            }
          } finally {
            await store.close()
          }
        },
      ),
      { numRuns: 60, ...(process.env.TUPU_SEARCH_RUNS ? { numRuns: Number(process.env.TUPU_SEARCH_RUNS) } : {}) },
    )
    expect(hits).toBeGreaterThan(100)
  })
})
