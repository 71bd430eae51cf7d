import {
  GraphQLBoolean,
  type GraphQLInputType,
  GraphQLNonNull,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { Random } from './random.ts'

/** A value written as GraphQL source. */
export function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null'
  const inner = getNullableType(type) as GraphQLInputType
  if (isListType(inner)) {
    return Array.isArray(value)
      ? `[${value.map((v) => literal(v, inner.ofType)).join(', ')}]`
      : literal(value, inner.ofType)
  }
  if (isInputObjectType(inner)) {
    const fields = inner.getFields()
    const entries = Object.entries(value as object).map(([name, v]) => `${name}: ${literal(v, fields[name]!.type)}`)
    return `{${entries.join(', ')}}`
  }
  return isEnumType(inner) ? String(value) : JSON.stringify(value)
}

type Variable = { readonly name: string; readonly declaration: string; readonly value: unknown }

/** Writes values, a part of them as variables. */
export class Variables {
  readonly #random: Random
  readonly #all: Variable[] = []

  constructor(random: Random) {
    this.#random = random
  }

  /** The value as source, in which any part may be a variable; `share` is how likely the whole is one. */
  write(value: unknown, type: GraphQLInputType, share: number, strict = false): string {
    const random = this.#random
    if (random.chance(share)) return this.#declare(value, type, strict)
    const inner = getNullableType(type) as GraphQLInputType
    if (value === null) return 'null'
    const below = share / 3
    if (isListType(inner)) {
      if (!Array.isArray(value)) return this.write(value, inner.ofType, below)
      return `[${value.map((v) => this.write(v, inner.ofType, below)).join(', ')}]`
    }
    if (isInputObjectType(inner)) {
      const fields = inner.getFields()
      const entries = Object.entries(value as object).map(
        ([name, v]) => `${name}: ${this.write(v, fields[name]!.type, below, inner.isOneOf)}`,
      )
      return `{${entries.join(', ')}}`
    }
    return literal(value, type)
  }

  #declare(value: unknown, type: GraphQLInputType, strict: boolean): string {
    const random = this.#random
    const name = `v${this.#all.length + 1}`
    const text = String(type)
    if (strict || isNonNullType(type)) {
      const nonNull = text.endsWith('!') ? text : `${text}!`
      const fallback = random.chance(0.1) ? ` = ${literal(value, type)}` : ''
      this.#all.push({ name, declaration: `$${name}: ${nonNull}${fallback}`, value: fallback ? undefined : value })
    } else if (value !== null && random.chance(0.1)) {
      this.#all.push({ name, declaration: `$${name}: ${text} = ${literal(value, type)}`, value: undefined })
    } else {
      const absent = value === null && random.chance(0.5)
      this.#all.push({ name, declaration: `$${name}: ${text}`, value: absent ? undefined : value })
    }
    return `$${name}`
  }

  boolean(value: boolean): string {
    return this.write(value, new GraphQLNonNull(GraphQLBoolean), 0.7)
  }

  /** The declarations and values of the variables that a text uses. */
  usedIn(text: string): { declarations: string; values: Record<string, unknown> } {
    const names = new Set(Array.from(text.matchAll(/\$(v\d+)/g), (match) => match[1]))
    const used = this.#all.filter((variable) => names.has(variable.name))
    const values = Object.fromEntries(used.filter((v) => v.value !== undefined).map((v) => [v.name, v.value]))
    return { declarations: used.length ? `(${used.map((v) => v.declaration).join(', ')})` : '', values }
  }
}
