import * as tables from '../src/store/tables.ts'
import { fieldsOf } from './common.ts'

/** How much an entity is linked, kept with it so that lists are ordered by it at once. */
export const influence = fieldsOf(tables.entity).column('influence', {
  order: true,
  description:
    'With how many others it stands in some relation that is not negated and whose claims have not all an end, even one to come, whatever the view; its degree in the graph. 影响力(关联实体数)。',
})
