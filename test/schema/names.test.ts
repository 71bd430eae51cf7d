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
