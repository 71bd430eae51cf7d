import { hash } from 'node:crypto'

/** Texts that JSON puts between quotes as they are: to see that is faster than to have it written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON escapes
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/

const quoted = (text: string) => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

/** JSON with the members of each object in the order of their names, and without those that are undefined. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text ? `,${canonicalJson(item)}` : canonicalJson(item)
    return `[${text}]`
  }
  const members = value as Record<string, unknown>
  for (const name of Object.keys(members).sort()) {
    const member = members[name]
    if (member !== undefined) text += `${text ? ',' : ''}${quoted(name)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Ten hexadecimal digits that stand for the content. */
export function digest(content: unknown): string {
  return hash('sha256', canonicalJson(content)).slice(0, 10)
}
