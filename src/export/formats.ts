import { csv } from './csv.ts'
import { cypher } from './cypher.ts'
import { ExportError } from './error.ts'
import type { Format } from './format.ts'
import { ftm } from './ftm/ftm.ts'
import { graphml } from './graphml.ts'
import { jsonl } from './jsonl.ts'
import { jsonld } from './jsonld.ts'
import { nquads } from './nquads.ts'

export const formats = { jsonl, csv, graphml, cypher, jsonld, nquads, ftm } as const satisfies Record<string, Format>

/** The format of a name. */
export function formatOf(name: string): Format {
  if (Object.hasOwn(formats, name)) return formats[name as keyof typeof formats]
  throw new ExportError(
    `There is no format ${JSON.stringify(name)}; expected one of ${Object.keys(formats).join(', ')}.`,
  )
}
