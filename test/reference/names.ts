import type { languageTag } from '../../schema/vocabulary.ts'
import type { View } from './view.ts'
import { byCodePoint, byKey, type Entity } from './world.ts'

export type Language = keyof typeof languageTag

/** The languages to try, in order. */
const tags = (lang: Language | null | undefined) => {
  if (lang === 'EN') return ['en', 'zh-Hans', 'zh', 'zh-Hant']
  return lang === 'ZH_HANT' ? ['zh-Hant', 'zh', 'zh-Hans', 'en'] : ['zh-Hans', 'zh', 'zh-Hant', 'en']
}

/** A tag by the language in which it is shown. */
const shown = (tag: string | undefined) =>
  tag
    ?.replace(/^zh-(Hans-.*|CN|SG)$/, 'zh-Hans')
    .replace(/^zh-(Hant-.*|TW|HK|MO)$/, 'zh-Hant')
    .replace(/^en-.*/, 'en')

/** Of several texts the first in the first language that has one, else the first by tag; no tag comes last. */
function pick<T extends { lang?: string | undefined }>(
  given: readonly T[],
  lang: Language | null | undefined,
): T | null {
  const texts = given.map((text) => ({ ...text, lang: shown(text.lang) }))
  for (const tag of tags(lang)) {
    const found = texts.find((text) => text.lang === tag)
    if (found) return given[texts.indexOf(found)]!
  }
  const rest = texts.map((text, place) => ({ text, place }))
  rest.sort((a, b) => {
    if (a.text.lang === b.text.lang) return a.place - b.place
    if (a.text.lang === undefined) return 1
    if (b.text.lang === undefined) return -1
    return byCodePoint(a.text.lang, b.text.lang)
  })
  return rest[0] ? given[rest[0].place]! : null
}

/** Former names come behind all others, but before those of other languages. */
export function nameIn(entity: Entity, lang?: Language | null): string {
  const { names } = entity.record
  const inUse = names.filter(({ type }) => type !== 'FORMER')
  return pick([...inUse, ...names.filter((name) => !inUse.includes(name))], lang)!.text
}

export function descriptionIn(view: View, entity: Entity, lang?: Language | null): string | null {
  const all = view.of('Property').filter((p) => p.record.subject === entity.key && p.record.name === 'DESCRIPTION')
  const texts = all.sort(byKey).map((p) => ({ lang: p.record.lang, text: p.record.value }))
  return pick(texts, lang)?.text ?? null
}

export type Localized = { 'zh-Hans'?: string | undefined; 'zh-Hant'?: string | undefined; en?: string | undefined }

export function textIn(text: Localized | undefined, lang?: Language | null): string | null {
  for (const tag of tags(lang)) {
    const found = text?.[tag as keyof Localized]
    if (found !== undefined) return found
  }
  return null
}
