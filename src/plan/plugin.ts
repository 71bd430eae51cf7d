import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core'
import { defineRowType } from './outputs.ts'
import { type PlanOptions, Registry, type RowType, type RowTypeOptions } from './registry.ts'
import { resolveNested, resolveRoot } from './resolve.ts'

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      plan: PlanPlugin<Types>
    }
    export interface SchemaBuilderOptions<Types extends SchemaTypes> {
      plan: PlanOptions
    }
    export interface SchemaBuilder<Types extends SchemaTypes> {
      /** The row types declared so far. */
      readonly rows: Registry
      /** An object type whose values are rows of a table. */
      rowObject(options: RowTypeOptions): RowType
      /** An interface over rows of a table. */
      rowInterface(options: RowTypeOptions): RowType
    }
  }
}

const registries = new WeakMap<object, Registry>()

const builderProto = SchemaBuilder.prototype as PothosSchemaTypes.SchemaBuilder<SchemaTypes>

Object.defineProperty(builderProto, 'rows', {
  get(this: PothosSchemaTypes.SchemaBuilder<SchemaTypes>) {
    let registry = registries.get(this)
    if (!registry) {
      registry = new Registry(this.options.plan)
      registries.set(this, registry)
    }
    return registry
  },
})

builderProto.rowObject = function rowObject(options) {
  const type = this.rows.add(options, false)
  defineRowType(this, type)
  return type
}

builderProto.rowInterface = function rowInterface(options) {
  const type = this.rows.add(options, true)
  defineRowType(this, type)
  return type
}

/**
 * Compiles what is selected of row types to one SQL statement per root field. Fields of the query type run the statement, all others
 * read what it brought.
 */
export class PlanPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (!config.extensions?.plan) return config
    return { ...config, resolve: (config.parentType === 'Query' ? resolveRoot : resolveNested) as never }
  }
}

SchemaBuilder.registerPlugin('plan', PlanPlugin)
export default 'plan' as const
