import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isMap, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { problemsOf } from '../../records/issues.ts'
import { lineOf } from '../../records/place.ts'
import { inField, type Path, type Problem } from '../../records/problem.ts'
import { ReadError } from '../../records/read-error.ts'
import { type Mapping, mapping } from './mapping.ts'

/** A mapping with a function that says where its fields stand. */
export type LoadedMapping = { readonly mapping: Mapping; readonly told: (problems: readonly Problem[]) => ReadError }

function matches(pattern: string, file: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`, 'u').test(file)
}

/** The mappings of a YAML text: one in each document, or a list of them. */
export function parseMappings(text: string, name: string): LoadedMapping[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines })
  const loaded: LoadedMapping[] = []
  for (const document of Array.isArray(documents) ? documents : []) {
    const faults = [...document.errors, ...document.warnings]
    if (faults.length > 0) {
      throw new ReadError(
        faults.map((e) => `${name}:${e.linePos?.[0].line ?? 1}: ${e.message.split(/ at line |\n/)[0]}`),
      )
    }
    const { contents } = document
    const data = toData(() => document.toJS(), name)
    for (const [item, one, at] of isSeq(contents)
      ? contents.items.map((item, i) => [item, (data as unknown[])[i], [i]] as const)
      : [[contents, data, []] as const]) {
      if (!isMap(item)) throw new ReadError([`${name}: expected a mapping: fields such as format, source, entities`])
      const place = (path: Path) => `${name}:${lineOf(document, lines, contents as Node, [...at, ...path])}`
      const told = (problems: readonly Problem[]) =>
        new ReadError(problems.map((p) => `${place(p.path)}: ${inField(p)}`))
      const result = mapping.safeParse(one)
      if (!result.success) throw told(problemsOf(result.error.issues, one))
      loaded.push({ mapping: result.data, told })
    }
  }
  if (loaded.length === 0) throw new ReadError([`${name}: expected a mapping, found nothing`])
  return loaded
}

function toData(read: () => unknown, name: string): unknown {
  try {
    return read()
  } catch (error) {
    throw new ReadError([`${name}: ${(error as Error).message}`])
  }
}

/** The text of a mapping file. */
function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const sentences: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such mapping',
      ENOTDIR: 'there is no such mapping',
      EISDIR: 'expected a file with a mapping, found a folder',
      EACCES: 'no permission to read it',
      EPERM: 'no permission to read it',
      ERR_ENCODING_INVALID_ENCODED_DATA: 'expected a mapping in UTF-8, found other bytes',
    }
    const { code, message } = error as NodeJS.ErrnoException
    throw new ReadError([`${file}: ${sentences[code ?? ''] ?? message}`])
  }
}

/** The mapping of a file that is meant for this input: the first whose `files` fit its name. */
export function loadMapping(file: string, input: string): LoadedMapping {
  const all = parseMappings(textOf(file), file)
  const name = basename(input).replace(/\.gz$/i, '')
  const found = all.find(
    ({ mapping: { files } }) => files === undefined || [files].flat().some((one) => matches(one, name)),
  )
  if (found) return found
  const there = all.flatMap(({ mapping: { files } }) => files ?? []).join(', ')
  throw new ReadError([`${file}: expected a mapping for ${name}, found only those for ${there}`])
}
