import { describe, expect, it } from 'vitest'
import { all, one, told, words } from './read-seed.ts'

describe('events', () => {
  const media = '[媒体报道] REPORTED L6 via media-reports'
  const hearing = (who: string) => `${who} SUBJECT, hkex VENUE`
  type Row = [
    key: string,
    event: string,
    title: RegExp,
    scope: RegExp | null,
    participants: string,
    ...claims: string[],
  ]
  const expected: Row[] = [
    [
      'zhipu.information-pack-published',
      'FILING_PUBLISHED 2025-12-19 DAY',
      /evening.*post-hearing information pack/,
      null,
      'zhipu SUBJECT, hkex PUBLISHER',
      'shi-feiyue REPORTED L3',
    ],
    [
      'zhipu.listing-started',
      'LISTING_STARTED BEFORE ..2025-06-19',
      /more than half a year before/,
      null,
      'zhipu SUBJECT',
      'shi-feiyue REPORTED L3',
    ],
    [
      'zhipu.commercialization',
      'COMMERCIALIZATION 2021 YEAR',
      /begins to commercialise/,
      null,
      'zhipu SUBJECT',
      'zhipu REPORTED L7 via zhipu-prospectus',
    ],
    [
      'china-general-llm.commercialization',
      'COMMERCIALIZATION 2023 YEAR',
      /at scale.*computed as 2023/,
      /China's general-LLM market/,
      '',
      'frost-sullivan REPORTED L7 via frost-sullivan-data + zhipu-prospectus',
    ],
    ['zhipu.maas-launch', 'BUSINESS_LAUNCH 2021 YEAR', /MaaS/, null, 'zhipu SUBJECT', 'shi-feiyue REPORTED L18'],
    [
      'zhipu.glm-4.5-4.6-release',
      'PRODUCT_RELEASE 2025 HALF_YEAR 2025-07-01..2025-12-31',
      /GLM-4\.5 and GLM-4\.6/,
      null,
      'zhipu SUBJECT, glm-4.5 PRODUCT, glm-4.6 PRODUCT',
      'shi-feiyue REPORTED L20',
    ],
    [
      'zhipu.hearing-passed',
      'HEARING_PASSED BEFORE ..2025-12-19',
      /Zhipu passes/,
      /order of publication Zhipu came before MiniMax/,
      hearing('zhipu'),
      media,
      'shi-feiyue REPORTED L6',
    ],
    ['minimax.hearing-passed', 'HEARING_PASSED BEFORE ..2025-12-19', /MiniMax passes/, null, hearing('minimax'), media],
  ]

  it.each(expected)('%s', (key, event, title, scope, participants, ...claims) => {
    const e = one('event', key)
    const range = (e.earliest || e.latest) && `${e.earliest ?? ''}..${e.latest ?? ''}`
    expect(words(e.kind, e.date, e.datePrecision, range)).toBe(event)
    expect(e.title?.en).toMatch(title)
    expect(e.title?.['zh-Hans']).toBeDefined()
    expect(e.scope?.en ?? '').toMatch(scope ?? /^$/)
    expect((e.participants ?? []).map((p) => `${p.entity} ${p.role}`).join(', ')).toBe(participants)
    expect(told(e)).toEqual(claims)
  })

  it('has no other', () => expect(all('event').length).toBe(expected.length))
})
