import SchemaBuilder from '@pothos/core'
import planPlugin from '../src/plan/plugin.ts'
import { policies } from './evidence.ts'
import { codecs, filters } from './scalars.ts'
import { scopes } from './view-token.ts'

type Text = { Input: string; Output: string }

export const builder = new SchemaBuilder<{
  Scalars: { ID: { Input: string; Output: string }; Decimal: Text; PartialDate: Text; Date: Text; DateTime: Text }
  DefaultFieldNullability: true
}>({
  plugins: [planPlugin],
  plan: { policies, codecs, filters, scopes, pageLimit: 100, pageDefault: 20 },
})

export type Builder = typeof builder
