import { expect, test } from 'vitest'
import { createProduct } from '../product.ts'
import { cast, entity } from '../records/sample.ts'

test('a former name is shown only where there is no other in the language', async () => {
  const name = (text: string, lang: string, type: string) => ({ text, lang, type })
  const renamed = [name('Facebook', 'en', 'FORMER'), name('脸书', 'zh-Hans', 'FORMER'), name('Meta', 'en', 'OFFICIAL')]
  const product = await createProduct([...cast, entity('meta', { names: renamed })], {
    now: '2026-06-01T00:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
  })
  const { data } = await product.execute(
    '{ company(by: { key: "meta" }) { name en: name(lang: EN) hant: name(lang: ZH_HANT) names { text } } }',
  )
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    company: { name: '脸书', en: 'Meta', hant: '脸书', names: renamed.map(({ text }) => ({ text })) },
  })
  await product.close()
})

test('conditions on all or none of the identifiers', async () => {
  const records = [
    ...cast,
    entity('both', {
      identifiers: [
        { scheme: 'lei', value: 'L1' },
        { scheme: 'code', value: '01' },
      ],
    }),
    entity('one', { identifiers: [{ scheme: 'lei', value: 'L2' }] }),
    entity('bare', {}),
  ]
  const product = await createProduct(records, {
    now: '2026-06-01T00:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
  })
  const keys = async (condition: string) => {
    const { data, errors } = await product.execute(
      `{ companies(where: { key: { in: ["both", "one", "bare"] }, identifiers: ${condition} }) { edges { node { key } } } }`,
    )
    expect(errors).toBeUndefined()
    return (data as { companies: { edges: { node: { key: string } }[] } }).companies.edges.map(({ node }) => node.key)
  }
  expect(await keys('{ none: {} }')).toEqual(['bare'])
  expect(await keys('{ every: { scheme: { eq: "lei" } } }')).toEqual(['bare', 'one'])
  expect(await keys('{ some: { scheme: { eq: "code" } } }')).toEqual(['both'])
  await product.close()
})

test('a name is shown for the script of its place, and a plainly Chinese one for either script', async () => {
  const named = (...langs: string[]) => ({
    names: langs.map((lang) => ({ text: lang, lang, type: lang === 'zh-SG' ? 'FORMER' : 'OFFICIAL' })),
  })
  const product = await createProduct(
    [
      ...[entity('placed', named('en', 'zh-TW', 'zh-CN')), entity('plain', named('en', 'zh'))],
      ...[entity('both', named('zh', 'zh-Hant-HK', 'zh-SG', 'en-US')), entity('spelt', named('zh-Latn', 'en'))],
    ],
    { now: '2026-06-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' },
  )
  const shown = async (key: string) => {
    const { data } = await product.execute(
      `{ company(by: { key: "${key}" }) { name hant: name(lang: ZH_HANT) en: name(lang: EN) } }`,
    )
    return Object.values((data as { company: object }).company)
  }
  expect(await shown('placed')).toEqual(['zh-CN', 'zh-TW', 'en'])
  expect(await shown('plain')).toEqual(['zh', 'zh', 'en'])
  expect(await shown('both')).toEqual(['zh-SG', 'zh-Hant-HK', 'en-US'])
  expect(await shown('spelt')).toEqual(['en', 'en', 'en'])
  await product.close()
})
