import { getNamedType, isInputObjectType } from 'graphql'
import { badInput } from './errors.ts'
import type { Value } from './value.ts'

/**
 * Refuses null within a `where`: left out, it would silently let more pass than was meant. What a variable that isn't given stands for
 * isn't there, and not null; null for all of `where` sets no conditions.
 */
export function refuseNull(where: Value, within?: string): void {
  for (const [name, given] of where.fields()) {
    const isCondition = isInputObjectType(getNamedType(given.type))
    if (given.isNull) {
      const text = within === undefined ? `${name}: null` : `${within}: {${name}: null}`
      throw badInput(
        isCondition
          ? `\`${text}\` is no condition. Give one, or leave it out.`
          : `\`${text}\` compares with nothing. Give a value, or leave it out; \`isNull\` finds what is missing where there is one.`,
      )
    }
    if (!isCondition) continue
    refuseNull(given, name)
    for (const item of given.items()) refuseNull(item)
  }
}
