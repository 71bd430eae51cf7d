import { type Format, formatOfName, needsMapping, unknownFormat } from './format.ts'
import { ftmRecords } from './ftm/ftm.ts'
import type { Imported, Listener } from './imported.ts'
import { type ByteCount, nameOf, openText } from './input/open.ts'
import { loadMapping } from './map/load.ts'
import { mappedRecords } from './mapped.ts'
import { ownLines, ownYaml } from './own.ts'

export type { Imported, Listener }

/** What is to be read. */
export type Input = {
  /** A file, packed with gzip or not, or `-` for standard input. */
  readonly path: string
  /** Else what the mapping says, else what the name of the file tells. */
  readonly format?: Format | undefined
  /** Else that of the byte order mark, else what the mapping says, else UTF-8. */
  readonly encoding?: string | undefined
  /** The file with the mapping. */
  readonly mapping?: string | undefined
  /** Takes how many bytes of the file have been read, packed as they are. */
  readonly bytes?: ByteCount | undefined
}

/** The records of a file, those together that were read together. Throws ReadError where nothing after it can be read. */
export function batchesOf(
  { path, format, encoding, mapping, bytes }: Input,
  listener: Listener,
): AsyncGenerator<Imported[]> {
  const name = nameOf(path)
  if (mapping !== undefined) {
    const loaded = loadMapping(mapping, path)
    const found = format ?? loaded.mapping.format ?? formatOfName(path, true)
    if (found === undefined || found === 'yaml' || found === 'ftm') throw unknownFormat(name)
    return mappedRecords({ path, format: found === 'jsonl' ? 'ndjson' : found, encoding, loaded, bytes }, listener)
  }
  const found = format ?? formatOfName(path, false)
  switch (found) {
    case undefined:
      throw unknownFormat(name)
    case 'yaml':
      return ownYaml(openText(path, encoding, bytes), name, listener)
    case 'jsonl':
      return ownLines(openText(path, encoding, bytes), name, listener)
    case 'ftm':
      return ftmRecords(openText(path, encoding, bytes), name, listener)
    default:
      throw needsMapping(name, found)
  }
}

/** The records of a file one at a time. What is wrong with single rows is told to the listener, and the others are read on. */
export async function* recordsOf(input: Input, listener: Listener): AsyncGenerator<Imported> {
  for await (const batch of batchesOf(input, listener)) for (const one of batch) yield one
}
