import { describe, expect, it } from 'vitest'
import { one, told } from './read-seed.ts'

describe('properties', () => {
  it.each([
    ['windsurf', /最大.*AI编程工具/, /one of the largest AI programming tools/, 'shi-feiyue REPORTED L20'],
    ['cerebras', /最快的AI推理芯片公司/, /called the fastest AI inference chip company/, 'shi-feiyue REPORTED L20'],
    ['vercel', /美国云平台/, /US cloud platform/, 'shi-feiyue REPORTED L20'],
    ['hkex', /交易所/, /exchange/, 'tupu-editor INFERRED L3'],
    ['frost-sullivan', /市场研究/, /market research/, 'tupu-editor INFERRED L7'],
    ['tianyancha', /工商登记/, /registry data/, 'tupu-editor INFERRED L17'],
    ['china-times', /媒体/, /medium/, 'tupu-editor INFERRED L13'],
    ['iimedia', /研究/, /research/, 'tupu-editor INFERRED L13'],
    ['deep-tech-institute', /研究/, /research/, 'tupu-editor INFERRED L22'],
  ])('describes %s in both languages', (key, chinese, english, claim) => {
    for (const [lang, pattern] of [
      ['zh-Hans', chinese],
      ['en', english],
    ] as const) {
      const property = one('property', `${key}.description.${lang.toLowerCase()}`)
      expect(property).toMatchObject({ subject: key, name: 'DESCRIPTION', lang, value: expect.stringMatching(pattern) })
      expect(told(property)).toEqual([claim])
    }
  })

  it('has the country of Vercel and the legal form of the fund', () => {
    const [country, form] = [one('property', 'vercel.country'), one('property', 'beijing-ai-fund.legal-form')]
    expect(country).toMatchObject({ subject: 'vercel', name: 'COUNTRY', value: 'US' })
    expect(told(country)).toEqual(['shi-feiyue REPORTED L20'])
    expect(form).toMatchObject({ subject: 'beijing-ai-fund', name: 'LEGAL_FORM', value: '有限合伙', lang: 'zh-Hans' })
    expect(told(form)).toEqual(['tianyancha REPORTED L17 via tianyancha-records'])
  })
})
