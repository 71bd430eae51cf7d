import { instant } from './values.ts'

/** The day after which nothing is known to end: stands for "still known". */
export const FOREVER = '9999-12-31T23:59:59.999Z'

/** The last instant at which the graph can be looked at: what is still known then never ends. */
const LAST = '9999-12-31T23:59:59.998Z'

/** The instant at which a view looks at the graph: of a day its end. */
export function lookedAt(text: string): string {
  const at = instant(text, 'end')!
  return at < FOREVER ? at : LAST
}
