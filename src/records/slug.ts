import { createHash } from 'node:crypto'

const KEY = /^[a-z0-9][a-z0-9.-]*$/

/** Some digits that stand for the text. */
const digits = (text: string) => createHash('sha256').update(text.toWellFormed()).digest('hex').slice(0, 12)

/**
 * A text made safe for keys: ASCII letters and digits in lower case, hyphens for the rest. If letters are lost by that, digits that
 * stand for the text follow, so that 王A and 李A stay two.
 */
export function slug(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase().trim()
  const plain = lower.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  if (plain !== '' && plain.length <= 80 && !/[^\p{ASCII}\p{P}\p{Z}\p{S}]/u.test(lower)) return plain
  const start = plain.slice(0, 40).replace(/-+$/, '')
  return start ? `${start}-${digits(lower)}` : digits(lower)
}

/** An id of another system as a key: as it is if it can be one, else with digits behind it that tell it from others. */
export const keyOfId = (id: string) =>
  KEY.test(id) && id.length <= 120 ? id : `${slug(id).slice(0, 60)}.${digits(id)}`
