/** A language tag for a text whose language nobody tells, as far as its script tells one: always the same for the same text. */
export function languageOf(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja'
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  if (/\p{Script=Cyrillic}/u.test(text)) return 'und-Cyrl'
  if (/\p{Script=Arabic}/u.test(text)) return 'und-Arab'
  return /\p{Script=Latin}/u.test(text) ? 'und-Latn' : 'und'
}
