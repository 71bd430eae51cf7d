import { languageTag } from '../../schema/vocabulary.ts'

type Name = { readonly text: string; readonly lang: string }

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The name that is shown in Simplified Chinese: in that language, else in the next that there is, else the first by its tag. */
export function label(names: readonly Name[]): string {
  if (names.length === 1) return names[0]!.text
  for (const tag of Object.values(languageTag)) {
    const name = names.find(({ lang }) => lang === tag)
    if (name) return name.text
  }
  return names.toSorted((a, b) => compare(a.lang, b.lang))[0]!.text
}
