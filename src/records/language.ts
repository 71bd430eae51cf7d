/** Languages that texts are shown in, with the tags that mean them: a place tells the script that is written there. A tag may go on behind the language. */
export const shownLanguages: readonly (readonly [language: string, tags: readonly string[]])[] = [
  ['zh-Hans', ['zh-Hans', 'zh-CN', 'zh-SG']],
  ['zh-Hant', ['zh-Hant', 'zh-HK', 'zh-MO', 'zh-TW']],
  ['en', ['en']],
]

/** The language that a text of this tag is shown for, such as zh-Hant for zh-TW and zh-Hant-HK; the tag itself if it is for no other. */
export const shownFor = (tag: string): string =>
  shownLanguages.find(([language, tags]) => tags.includes(tag) || tag.startsWith(`${language}-`))?.[0] ?? tag

/** Chinese in a script that the tag doesn't tell. */
const CHINESE = 'zh'

/** Languages in which to look for a text one after the other: what is plainly Chinese stands in for either script. */
export function inTurn(languages: readonly string[]): readonly string[] {
  const first = languages.findIndex((language) => language.startsWith(`${CHINESE}-`))
  return languages.toSpliced(first + 1, 0, CHINESE)
}

/** The texts in a language, else those that are plainly Chinese where it is a script of that. */
export function textsIn<Text extends { readonly lang: string }>(texts: readonly Text[], language: string): Text[] {
  for (const wanted of language.startsWith(`${CHINESE}-`) ? [language, CHINESE] : [language]) {
    const found = texts.filter(({ lang }) => shownFor(lang) === wanted)
    if (found.length > 0) return found
  }
  return []
}
