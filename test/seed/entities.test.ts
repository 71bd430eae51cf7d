import { describe, expect, it } from 'vitest'
import type { EntityRecord } from '../../src/records/record.ts'
import { all, one } from './read-seed.ts'

const article = 'china-times-zhipu-listing'
const entities = all('entity')

describe('names', () => {
  const company = 'COMPANY',
    institution = 'INSTITUTION',
    product = 'PRODUCT',
    person = 'PERSON'
  /** An entity's names as "text (tag)"; the line of those that the article prints, or 0. */
  it.each<[string, EntityRecord['kind'], string, number]>([
    ['zhipu', company, '智谱 (zh-Hans), 智譜 (zh-Hant), Zhipu AI (en), Zhipu (en SHORT), Z.ai (en ALIAS)', 3],
    ['minimax', company, 'MiniMax (en)', 6],
    ['openai', company, 'OpenAI (en)', 3],
    ['anthropic', company, 'Anthropic (en)', 3],
    ['iflytek', company, '科大讯飞 (zh-Hans), 科大訊飛 (zh-Hant), iFlytek (en)', 9],
    ['windsurf', company, 'Windsurf (en)', 20],
    ['cerebras', company, 'Cerebras (en)', 20],
    ['vercel', company, 'Vercel (en)', 20],
    [
      'pudong-venture-capital',
      company,
      '浦东创投集团 (zh-Hans), 浦东创投 (zh-Hans SHORT), 浦東創投集團 (zh-Hant), Pudong Venture Capital Group (en)',
      17,
    ],
    ['zhangjiang-group', company, '张江集团 (zh-Hans), 張江集團 (zh-Hant), Zhangjiang Group (en)', 17],
    [
      'beijing-ai-fund',
      'FUND',
      '北京市人工智能产业投资基金（有限合伙） (zh-Hans), 北京市人工智能產業投資基金（有限合夥） (zh-Hant), Beijing Artificial Intelligence Industry Investment Fund (LP) (en)',
      17,
    ],
    ['huafa-group', company, '华发集团 (zh-Hans), 華發集團 (zh-Hant), Huafa Group (en)', 17],
    [
      'hkex',
      institution,
      '港交所 (zh-Hans SHORT), 香港交易所 (zh-Hans), Hong Kong Exchanges and Clearing (en), HKEX (en ACRONYM)',
      3,
    ],
    ['frost-sullivan', company, '弗若斯特沙利文 (zh-Hans), 沙利文 (zh-Hans SHORT), Frost & Sullivan (en)', 7],
    ['tianyancha', company, '天眼查 (zh-Hans), Tianyancha (en)', 17],
    ['china-times', institution, '华夏时报 (zh-Hans), 華夏時報 (zh-Hant), China Times (en)', 13],
    ['iimedia', company, '艾媒咨询 (zh-Hans), 艾媒諮詢 (zh-Hant), iiMedia Research (en)', 13],
    ['deep-tech-institute', institution, '深度科技研究院 (zh-Hans), Deep Technology Research Institute (en)', 22],
    ['tupu-editor', institution, '图谱编辑部 (zh-Hans), Tupu editor (en)', 0],
    ['zhang-yi', person, '张毅 (zh-Hans), 張毅 (zh-Hant), Zhang Yi (en TRANSLITERATION)', 13],
    ['zhang-xiaorong', person, '张孝荣 (zh-Hans), 張孝榮 (zh-Hant), Zhang Xiaorong (en TRANSLITERATION)', 22],
    ['shi-feiyue', person, '石飞月 (zh-Hans), 石飛月 (zh-Hant), Shi Feiyue (en TRANSLITERATION)', 2],
    ['huang-xingli', person, '黄兴利 (zh-Hans), 黃興利 (zh-Hant)', 25],
    ['han-feng', person, '寒丰 (zh-Hans), 寒豐 (zh-Hant)', 25],
    ['glm', product, 'GLM (en)', 12],
    ['glm-4.5', product, 'GLM-4.5 (en)', 20],
    ['glm-4.6', product, 'GLM-4.6 (en)', 20],
    [
      'zhipu-maas',
      product,
      '智谱MaaS开放平台 (zh-Hans), 智譜MaaS開放平臺 (zh-Hant), Zhipu MaaS open platform (en)',
      19,
    ],
    ['chatgpt', product, 'ChatGPT (en)', 22],
  ])('%s', (key, kind, names, line) => {
    const entity = one('entity', key)
    expect(entity.kind).toBe(kind)
    expect(
      entity.names.map((n) => `${n.text} (${n.lang}${n.type === 'OFFICIAL' ? '' : ` ${n.type}`})`).join(', '),
    ).toBe(names)
    const printed = entity.names.filter((n) => n.source)
    expect(printed[0]).toBe(line ? entity.names[0] : undefined)
    for (const n of printed) expect([n.assertedBy, n.source, n.locator?.line]).toEqual(['shi-feiyue', article, line])
    for (const n of entity.names) if (!n.source) expect([n.assertedBy, n.locator]).toEqual(['tupu-editor', undefined])
  })

  it('expects every entity above', () => expect(entities.length).toBe(29))

  it('says that the lists of Zhipu are open', () => {
    expect(entities.filter((e) => e.lists).map((e) => e.key)).toEqual(['zhipu'])
    expect(
      one('entity', 'zhipu').lists!.map(
        (l) => `${l.list} ${l.completeness} ${l.assertedBy} L${l.locator?.line} ${l.source}`,
      ),
    ).toEqual([
      `investors PARTIAL tianyancha L17 ${article}`,
      `partners PARTIAL shi-feiyue L20 ${article}`,
      `fundingRounds PARTIAL tianyancha L17 ${article}`,
    ])
  })
})
