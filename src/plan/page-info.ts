import type { Codec } from './comparator.ts'
import type { RowTypeOptions } from './registry.ts'
import { RowFields } from './row-fields.ts'

/** The PageInfo of a page that a finder found: its members come as they are. */
export function pageInfoRows(codecs: Readonly<Record<string, Codec>>): RowTypeOptions {
  const table = {
    name: 'page_info',
    columns: { hasNextPage: 'bool', hasPreviousPage: 'bool', startCursor: 'text?', endCursor: 'text?' },
    given: true,
  } as const
  const p = new RowFields(table, codecs)
  const column = (name: keyof typeof table.columns) => p.column(name, { description: '', filter: false })
  return {
    name: 'PageInfo',
    plural: 'pages',
    table,
    description: '',
    fields: () => ({
      hasNextPage: column('hasNextPage'),
      hasPreviousPage: column('hasPreviousPage'),
      startCursor: column('startCursor'),
      endCursor: column('endCursor'),
    }),
  }
}
