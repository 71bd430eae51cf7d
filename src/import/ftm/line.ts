import { z } from 'zod'
import { isBlank } from '../../records/values.ts'

const texts = z.array(z.string())

/** An entity of FollowTheMoney as a line of a dump holds it. */
export const ftmLine = z.looseObject({
  id: z.string().min(1),
  schema: z.string(),
  properties: z.record(z.string(), texts),
  caption: z.string().optional(),
  datasets: texts.optional(),
  referents: texts.optional(),
  first_seen: z.string().nullish(),
  last_seen: z.string().nullish(),
})

export type FtmLine = z.infer<typeof ftmLine>

/** The values of the properties of one entity, with a note of those that were asked for. */
export class Properties {
  readonly #values: ReadonlyMap<string, readonly string[]>
  readonly #left: Set<string>

  constructor(line: FtmLine) {
    this.#values = new Map(
      Object.entries(line.properties).map(([name, list]) => [name, list.filter((one) => !isBlank(one))]),
    )
    this.#left = new Set([...this.#values].filter(([, list]) => list.length > 0).map(([name]) => name))
  }

  /** All values of these properties, each once. */
  all(...names: readonly string[]): string[] {
    for (const name of names) this.#left.delete(name)
    return [...new Set(names.flatMap((name) => this.#values.get(name) ?? []))]
  }

  /** The properties that nobody has asked for. */
  get left(): readonly string[] {
    return [...this.#left]
  }
}
