import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { schema } from '../../schema/schema.ts'

const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'))
const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])

type Described = { path: string; name: string; description: string | null | undefined }

function* described(type: GraphQLNamedType): Generator<Described> {
  yield { path: type.name, name: type.name, description: type.description }
  if (isEnumType(type))
    for (const value of type.getValues())
      yield { path: `${type.name}.${value.name}`, name: value.name, description: value.description }
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields()))
      yield { path: `${type.name}.${field.name}`, name: field.name, description: field.description }
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      yield { path: `${type.name}.${field.name}`, name: field.name, description: field.description }
      for (const argument of field.args)
        yield {
          path: `${type.name}.${field.name}(${argument.name})`,
          name: argument.name,
          description: argument.description,
        }
    }
}

const words = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]+/g) ?? []
const filler = new Set(['the', 'a', 'an', 'of', 'its', 'this', 'is', 'for', 'to', 'or', 'and'])

/** Whether a description says nothing that the name does not. */
function repeats(name: string, description: string): boolean {
  const own = new Set(words(name.replaceAll('_', ' ')).map((word) => word.replace(/s$/, '')))
  return words(description).every((word) => filler.has(word) || own.has(word.replace(/s$/, '')))
}

const all = types.filter((type) => !builtIn.has(type.name)).flatMap((type) => [...described(type)])

describe('descriptions', () => {
  test('everything has one', () => {
    expect(all.filter(({ description }) => !description?.trim()).map(({ path }) => path)).toEqual([])
  })

  test('none only repeats the name', () => {
    expect(
      all.filter(({ name, description }) => description && repeats(name, description)).map(({ path }) => path),
    ).toEqual([])
    expect(repeats('publishedOn', 'The published on.')).toBe(true)
  })

  test('object types, interfaces and enums also give the Chinese term', () => {
    const without = types.filter(
      (type) =>
        (isObjectType(type) || isInterfaceType(type) || isEnumType(type)) &&
        !/(Connection|Edge|PageInfo|OrderField|CountField|OrderDirection)$/.test(type.name) &&
        !/\p{Script=Han}/u.test(type.description ?? ''),
    )
    expect(without.map((type) => type.name)).toEqual([])
  })
})
