import { describe, expect, it } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { all, facts, files, one, raw, seed } from './read-seed.ts'

const article = 'china-times-zhipu-listing'
const entities = all('entity')
const count = <T>(list: T[], by: (item: T) => string) =>
  Object.fromEntries([...Map.groupBy(list, by)].map(([word, items]) => [word, items.length]).sort())

const evidence = (r: TupuRecord) =>
  r.record === 'entity' ? [...r.names, ...(r.lists ?? [])] : r.record === 'source' ? [] : r.claims

/** The keys of entities that a record leans on. */
function entitiesIn(r: TupuRecord): (string | undefined)[] {
  const asserters = evidence(r).map((e) => e.assertedBy)
  if (r.record === 'source') return [r.publisher, ...(r.authors ?? [])]
  if (r.record === 'relation') return [...asserters, r.from, r.to, r.product]
  if (r.record === 'figure' || r.record === 'property') return [...asserters, r.subject]
  if (r.record === 'statement') return [...asserters, r.speaker, ...(r.about ?? [])]
  if (r.record === 'event') return [...asserters, ...(r.participants ?? []).map((p) => p.entity)]
  return asserters
}

/** The keys of sources that a record leans on. */
const sourcesIn = (r: TupuRecord): (string | undefined)[] =>
  r.record === 'source'
    ? [r.primarySource]
    : evidence(r).flatMap((e) => [e.source, ...('via' in e ? (e.via ?? []) : [])])

describe('form', () => {
  it('has one file for each kind of thing, a plain list with a comment on top', () => {
    expect(files.found).toEqual(files.expected)
    for (const { file, text, list } of raw) {
      expect(text, file).toMatch(/^# .+\n# .+\n(# .+\n)?\n/)
      expect(list.length, file).toBeGreaterThan(0)
    }
  })

  it('gives each record a key of its own', () => {
    const keys = seed.map((r) => r.key ?? '')
    expect(keys.filter((key, i) => !key || keys.indexOf(key) !== i)).toEqual([])
  })

  it('names only entities and sources that it holds', () => {
    const known = { entity: new Set(entities.map((e) => e.key)), source: new Set(all('source').map((s) => s.key)) }
    const used = { entity: seed.flatMap(entitiesIn), source: seed.flatMap(sourcesIn) }
    expect(used.entity.filter((key) => key !== undefined && !known.entity.has(key))).toEqual([])
    expect(used.source.filter((key) => key !== undefined && !known.source.has(key))).toEqual([])
    expect(
      [...known.source].filter((key) => !used.source.includes(key)),
      'sources that nothing rests on',
    ).toEqual([])
  })
})

describe('totals', () => {
  it('counts the records of each kind', () => {
    expect(count(seed, (r) => r.record)).toEqual({
      entity: 29,
      event: 8,
      figure: 37,
      property: 20,
      relation: 31,
      source: 5,
      statement: 24,
    })
    expect(count(entities, (e) => e.kind)).toEqual({ COMPANY: 14, FUND: 1, INSTITUTION: 4, PERSON: 5, PRODUCT: 5 })
  })

  it('counts the facts of each word', () => {
    expect(count(all('relation'), (r) => r.kind)).toEqual({
      ANALYST_AT: 2,
      COMPARED_WITH: 2,
      COMPETES_WITH: 2,
      EDITS_FOR: 2,
      EXECUTIVE_OF: 2,
      INTEGRATES: 6,
      INVESTED_IN: 4,
      LISTED_ON: 3,
      PRODUCES: 5,
      REPORTS_FOR: 1,
      VERSION_OF: 2,
    })
    expect(count(all('figure'), (f) => f.metric)).toEqual({
      ADJUSTED_NET_LOSS: 4,
      ANNUAL_RECURRING_REVENUE: 1,
      CUSTOMER_COUNT: 2,
      DEVELOPER_COUNT: 2,
      DEVICE_COUNT: 1,
      FUNDING_ROUND_COUNT: 1,
      GROSS_MARGIN: 4,
      MARKET_SHARE: 3,
      NET_LOSS: 4,
      PAYING_USER_COUNT: 1,
      RANK: 4,
      RELEASE_INTERVAL: 1,
      REVENUE: 4,
      REVENUE_CAGR: 1,
      RND_EXPENSE: 4,
    })
    expect(count(all('event'), (e) => e.kind)).toEqual({
      BUSINESS_LAUNCH: 1,
      COMMERCIALIZATION: 2,
      FILING_PUBLISHED: 1,
      HEARING_PASSED: 2,
      LISTING_STARTED: 1,
      PRODUCT_RELEASE: 1,
    })
    expect(count(all('property'), (p) => p.name)).toEqual({ COUNTRY: 1, DESCRIPTION: 18, LEGAL_FORM: 1 })
    expect(count(all('statement'), (s) => s.speaker ?? `[${s.speakerAs}]`)).toEqual({
      '[业内人士]': 1,
      'shi-feiyue': 8,
      'zhang-xiaorong': 5,
      'zhang-yi': 4,
      zhipu: 6,
    })
  })

  it('counts the claims of each asserter and modality', () => {
    const claims = facts.flatMap((f) => f.claims)
    expect(claims.length).toBe(125)
    expect(count(claims, (c) => c.assertedBy ?? `[${c.assertedAs}]`)).toEqual({
      '[业内人士]': 1,
      '[媒体报道]': 2,
      cerebras: 2,
      'frost-sullivan': 5,
      'shi-feiyue': 44,
      tianyancha: 6,
      'tupu-editor': 14,
      vercel: 2,
      windsurf: 2,
      'zhang-xiaorong': 6,
      'zhang-yi': 4,
      zhipu: 37,
    })
    expect(count(claims, (c) => c.modality)).toEqual({
      CONDITIONAL: 3,
      FORECAST: 6,
      INFERRED: 16,
      OPINION: 14,
      REPORTED: 71,
      SELF_CLAIMED: 15,
    })
  })
})

describe('sources', () => {
  it('has the article, without what it does not print', () => {
    expect(one('source', article)).toEqual({
      record: 'source',
      key: article,
      kind: 'ARTICLE',
      publisher: 'china-times',
      authors: ['shi-feiyue'],
      language: 'zh',
      place: '北京',
      publishedNotBefore: '2025-12-19',
      sha256: 'b2cc7eb75e78a9d65205710f4efeeb5a5c79daff909e0692cfccbe77143d2e66',
    })
  })

  it.each([
    ['zhipu-prospectus', { kind: 'PROSPECTUS', title: '聆讯后资料集', publisher: 'zhipu' }],
    ['frost-sullivan-data', { kind: 'MARKET_RESEARCH', publisher: 'frost-sullivan' }],
    ['tianyancha-records', { kind: 'BUSINESS_REGISTRY', publisher: 'tianyancha' }],
    ['media-reports', { kind: 'MEDIA_REPORT' }],
  ])('has %s, a source without a text', (key, rest) => {
    expect(one('source', key)).toEqual({ record: 'source', key, ...rest })
  })
})

describe('claims', () => {
  it('all stand in the article, at a place in a line, and leave the day to the source', () => {
    for (const fact of facts) {
      for (const claim of fact.claims) {
        expect(claim.source, fact.key).toBe('china-times-zhipu-listing')
        expect(claim.locator, fact.key).toEqual({
          line: expect.any(Number),
          start: expect.any(Number),
          end: expect.any(Number),
        })
        expect([claim.key, claim.knownFrom, claim.knownTo, claim.assertedOn, claim.retractedAt]).toEqual(
          Array(5).fill(undefined),
        )
        expect(Boolean(claim.assertedBy) !== Boolean(claim.assertedAs), fact.key).toBe(true)
      }
    }
  })
})
