const stepsOf = (way: string) => (way === '' || way === '.' ? [] : way.split('.'))

/** Reads a field of JSON by its way, such as `addresses.0.city`; only what the value itself has. */
export function getterOf(way: string): (value: unknown) => unknown {
  const steps = stepsOf(way)
  return (value) => {
    let found = value
    for (const step of steps) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
      found = (found as Record<string, unknown>)[step]
    }
    return found ?? undefined
  }
}

/** Tells whether a value has a field, be it null. */
export function hasWay(way: string): (value: unknown) => boolean {
  const steps = stepsOf(way)
  return (value) => {
    let found = value
    for (const step of steps) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return false
      found = (found as Record<string, unknown>)[step]
    }
    return true
  }
}
