/** Reads a field of JSON by its way, such as `addresses.0.city`; only what the value itself has. */
export function getterOf(way: string): (value: unknown) => unknown {
  const steps = way === '' || way === '.' ? [] : way.split('.')
  return (value) => {
    let found = value
    for (const step of steps) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
      found = (found as Record<string, unknown>)[step]
    }
    return found ?? undefined
  }
}
