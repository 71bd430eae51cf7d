import { languageTag } from '../../schema/vocabulary.ts'
import { inTurn, shownFor } from '../records/language.ts'

type Name = { readonly text: string; readonly lang: string; readonly type: string }

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

const wanted = inTurn(Object.values(languageTag))

/** The first that is still in use, else the first. */
const current = (names: readonly Name[]): Name | undefined => names.find(({ type }) => type !== 'FORMER') ?? names[0]

/** The name that is shown in Simplified Chinese: in that language, else in the next that there is, else the first by its tag; a former one only where there is no other. */
export function label(names: readonly Name[]): string {
  if (names.length === 1) return names[0]!.text
  const languages = names.map(({ lang }) => shownFor(lang))
  const first = wanted.find((language) => languages.includes(language)) ?? languages.toSorted(compare)[0]
  return current(names.filter((_, i) => languages[i] === first))!.text
}
