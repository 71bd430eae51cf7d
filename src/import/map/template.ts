/** The parts of a template such as `cn-{code}.SZ`: texts, and names in braces; doubled braces stand for themselves. */
export function templateParts(template: string): (string | { name: string })[] {
  return [...template.matchAll(/\{\{|\}\}|\{([^{}]+)\}|[^{}]+|[{}]/g)].map(([whole, name]) => {
    if (name !== undefined) return { name }
    return whole === '{{' ? '{' : whole === '}}' ? '}' : whole
  })
}
