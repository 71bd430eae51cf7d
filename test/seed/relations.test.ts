import { describe, expect, it } from 'vitest'
import { all, one, told, words } from './read-seed.ts'

describe('relations', () => {
  const invested = 'tianyancha REPORTED L17 via tianyancha-records'
  const reported = (line: number) => `shi-feiyue REPORTED L${line}`
  const expected: [key: string, relation: string, ...claims: string[]][] = [
    ['pudong-venture-capital.invested-in.zhipu', 'pudong-venture-capital INVESTED_IN zhipu since 2025', invested],
    ['zhangjiang-group.invested-in.zhipu', 'zhangjiang-group INVESTED_IN zhipu since 2025', invested],
    ['beijing-ai-fund.invested-in.zhipu', 'beijing-ai-fund INVESTED_IN zhipu since 2025', invested],
    ['huafa-group.invested-in.zhipu', 'huafa-group INVESTED_IN zhipu since 2025', invested],
    ['windsurf.integrates.zhipu.glm-4.5', 'windsurf INTEGRATES zhipu with glm-4.5', 'windsurf SELF_CLAIMED L20'],
    ['windsurf.integrates.zhipu.glm-4.6', 'windsurf INTEGRATES zhipu with glm-4.6', 'windsurf SELF_CLAIMED L20'],
    ['cerebras.integrates.zhipu.glm-4.5', 'cerebras INTEGRATES zhipu with glm-4.5', 'cerebras SELF_CLAIMED L20'],
    ['cerebras.integrates.zhipu.glm-4.6', 'cerebras INTEGRATES zhipu with glm-4.6', 'cerebras SELF_CLAIMED L20'],
    ['vercel.integrates.zhipu.glm-4.5', 'vercel INTEGRATES zhipu with glm-4.5', 'vercel SELF_CLAIMED L20'],
    ['vercel.integrates.zhipu.glm-4.6', 'vercel INTEGRATES zhipu with glm-4.6', 'vercel SELF_CLAIMED L20'],
    [
      'zhipu.listed-on.hkex',
      'zhipu LISTED_ON hkex (有望成为全球首家上市的大模型公司)',
      'shi-feiyue FORECAST L3',
      'shi-feiyue FORECAST L24',
    ],
    ['openai.not-listed', 'not openai LISTED_ON [任何证券交易所]', reported(3)],
    ['anthropic.not-listed', 'not anthropic LISTED_ON [任何证券交易所]', reported(3)],
    ['zhang-yi.executive-of.iimedia', 'zhang-yi EXECUTIVE_OF iimedia (CEO)', reported(13)],
    ['zhang-yi.analyst-at.iimedia', 'zhang-yi ANALYST_AT iimedia (首席分析师)', reported(13)],
    [
      'zhang-xiaorong.executive-of.deep-tech-institute',
      'zhang-xiaorong EXECUTIVE_OF deep-tech-institute (院长)',
      reported(22),
    ],
    ['zhang-xiaorong.analyst-at.deep-tech-institute', 'zhang-xiaorong ANALYST_AT deep-tech-institute', reported(22)],
    ['shi-feiyue.reports-for.china-times', 'shi-feiyue REPORTS_FOR china-times (记者)', reported(2), reported(13)],
    ['huang-xingli.edits-for.china-times', 'huang-xingli EDITS_FOR china-times (责任编辑)', reported(25)],
    ['han-feng.edits-for.china-times', 'han-feng EDITS_FOR china-times (主编)', reported(25)],
    ['zhipu.produces.glm', 'zhipu PRODUCES glm', reported(12)],
    ['zhipu.produces.glm-4.5', 'zhipu PRODUCES glm-4.5', reported(20)],
    ['zhipu.produces.glm-4.6', 'zhipu PRODUCES glm-4.6', reported(20)],
    ['zhipu.produces.zhipu-maas', 'zhipu PRODUCES zhipu-maas', reported(18), reported(19)],
    ['openai.produces.chatgpt', 'openai PRODUCES chatgpt', reported(22)],
    ['glm-4.5.version-of.glm', 'glm-4.5 VERSION_OF glm', reported(20)],
    ['glm-4.6.version-of.glm', 'glm-4.6 VERSION_OF glm', reported(20)],
    ['zhipu.compared-with.anthropic', 'zhipu COMPARED_WITH anthropic (MaaS模式与之相似)', 'zhipu SELF_CLAIMED L18'],
    [
      'zhipu.compared-with.openai',
      'zhipu COMPARED_WITH openai (与其靠ChatGPT用户自行付费的轻资产模式不同)',
      'zhang-xiaorong OPINION L22',
    ],
    ['zhipu.competes-with.minimax', 'zhipu COMPETES_WITH minimax', 'tupu-editor INFERRED L6'],
    ['zhipu.competes-with.iflytek', 'zhipu COMPETES_WITH iflytek', 'tupu-editor INFERRED L9'],
  ]

  it.each(expected)('%s', (key, relation, ...claims) => {
    const r = one('relation', key)
    const since = r.validFrom && `since ${r.validFrom}`
    const text = words(
      r.negated && 'not',
      r.from,
      r.kind,
      r.to ?? `[${r.toAs}]`,
      r.product && `with ${r.product}`,
      since,
      r.title && `(${r.title})`,
    )
    expect(text).toBe(relation)
    expect([r.validTo, r.amount, r.currency]).toEqual([undefined, undefined, undefined])
    expect(told(r)).toEqual(claims)
  })

  it('has no other', () => expect(all('relation').length).toBe(expected.length))
})
