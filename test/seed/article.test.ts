import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/records/fold.ts'
import { all, facts, one } from './read-seed.ts'

/** The article's text is not part of the project. Who has it puts it in `source/` of the folder that TUPU_TEST_DATA names. */
const data = process.env.TUPU_TEST_DATA
if (!data)
  console.warn('Skipped: the seed is not compared with the article. Set TUPU_TEST_DATA to the folder with source/.')

const article = one('source', 'china-times-zhipu-listing')

function linesOfArticle(): string[][] {
  if (!data) return []
  const folder = join(data, 'source')
  const files = readdirSync(folder, { withFileTypes: true }).filter((f) => f.isFile())
  const texts = files.map((f) => readFileSync(join(folder, f.name)))
  const text = texts.find((bytes) => createHash('sha256').update(bytes).digest('hex') === article.sha256)
  if (!text) throw new Error(`no file in ${folder} has the sha256 ${article.sha256}`)
  return text
    .toString('utf8')
    .split('\n')
    .map((line) => [...line])
}

/** Every place that the seed points to: of a name, of a list, of a claim. */
const places = [
  ...all('entity').flatMap((e) =>
    [...e.names, ...(e.lists ?? [])].map((item) => ({ ...item, key: e.key, printed: undefined })),
  ),
  ...facts.flatMap((f) => f.claims.map((claim) => ({ ...claim, text: undefined, key: f.key }))),
].flatMap((item) => {
  const { line, start, end } = item.locator ?? {}
  if (line === undefined || start === undefined || end === undefined) return []
  return [{ key: item.key, line, start, end, name: 'text' in item ? item.text : undefined, printed: item.printed }]
})

/** Folded, without the pinyin that a conversion left in brackets behind some characters. */
const clean = (text: string) => fold(text.replace(/(?<=\p{Script=Han})\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]+\)/gu, ''))
const digits = (text: string) => text.match(/\d+(\.\d+)?/g) ?? []

describe.skipIf(!data)('the article, as the seed tells it', () => {
  const lines = linesOfArticle()
  const phrases = places.map((p) => ({ ...p, phrase: lines[p.line - 1]?.slice(p.start, p.end).join('') ?? '' }))

  it('is pointed to inside its lines, from the first to the last word of a phrase', () => {
    expect(phrases.length).toBe(168)
    for (const { key, line, start, end, phrase } of phrases) {
      expect(start, key).toBeLessThan(end)
      expect(end, key).toBeLessThanOrEqual(lines[line - 1]?.length ?? 0)
      expect(phrase, key).toMatch(/^[^\s,。;:、)”》].*[^\s,。;:、(“《]$/u)
      expect(clean(phrase), `${key}: no pinyin is cut in two`).not.toMatch(/[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]/)
    }
  })

  it('prints the names at their places', () => {
    for (const { key, name, phrase } of phrases) if (name) expect(clean(phrase), key).toBe(fold(name))
  })

  it('prints the words and digits of each figure at its place', () => {
    const figures = phrases.filter((p) => p.printed)
    expect(figures.length).toBe(37)
    for (const { key, printed, phrase } of figures) {
      expect(digits(phrase), key).toEqual(expect.arrayContaining(digits(printed!)))
      expect(clean(phrase), key).toContain(fold(printed!))
    }
  })

  it('is summed up in other words', () => {
    const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
    const whole = letters(clean(lines.map((line) => line.join('')).join('\n')))
    for (const s of all('statement')) {
      const summary = letters(`${s.summary['zh-Hans']}${s.condition?.['zh-Hans'] ?? ''}`)
      const runs = Array.from({ length: Math.max(0, summary.length - 11) }, (_, i) => summary.slice(i, i + 12))
      expect(
        runs.filter((run) => whole.includes(run)),
        s.key,
      ).toEqual([])
    }
  })
})
