import type { Mapping } from './mapping.ts'

/** The ways to values outside the rows that a mapping names, `$.entityName` as `entityName`. */
export function topColumns(mapping: Mapping): string[] {
  const found = new Set<string>()
  const look = (node: unknown): void => {
    if (typeof node === 'string') for (const [, way] of node.matchAll(/(?:^|\{)\$\.([^{}]+)/g)) found.add(way!)
    else if (typeof node === 'object' && node !== null) for (const part of Object.values(node)) look(part)
  }
  look(mapping)
  return [...found]
}
