import { hash } from 'node:crypto'

/** Texts that JSON puts between quotes as they are: to see that is faster than to have it written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON escapes
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/

const quoted = (text: string) => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

type Shape = {
  readonly names: readonly string[]
  readonly sorted: readonly string[]
  readonly quoted: readonly string[]
}

/** Objects come in few shapes, one after the other: their names are sorted once. */
const shapes: Shape[] = []
const SHAPES = 16

function shapeOf(names: readonly string[]): Shape {
  for (let i = 0; i < shapes.length; i++) {
    const known = shapes[i]!.names
    if (known.length !== names.length) continue
    let at = 0
    while (at < names.length && known[at] === names[at]) at++
    if (at === names.length) return shapes[i]!
  }
  const sorted = names.toSorted()
  const shape = { names, sorted, quoted: sorted.map((name) => `${quoted(name)}:`) }
  if (shapes.length >= SHAPES) shapes.pop()
  shapes.unshift(shape)
  return shape
}

const NONE: readonly string[] = []

/** JSON with the members of each object in the order of their names, and without those that are undefined. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text ? `,${canonicalJson(item)}` : canonicalJson(item)
    return `[${text}]`
  }
  return membersJson(value as Record<string, unknown>, NONE)
}

/** The same of an object without the members that are named. */
export function membersJson(members: Readonly<Record<string, unknown>>, without: readonly string[]): string {
  let text = ''
  const { sorted, quoted: prefixes } = shapeOf(Object.keys(members))
  for (let i = 0; i < sorted.length; i++) {
    const member = members[sorted[i]!]
    if (member === undefined || without.includes(sorted[i]!)) continue
    text += `${text ? ',' : ''}${prefixes[i]}${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Ten hexadecimal digits that stand for a canonical JSON. */
export const digest = (json: string): string => hash('sha256', json).slice(0, 10)
