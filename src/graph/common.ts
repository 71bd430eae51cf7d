import type { Link, Web } from './web.ts'

export type CommonNeighbor = { readonly node: number; readonly links: readonly [Link, Link] }

/** The nodes that are linked with both, by key, and what links them. Not complete if either has more links than the budget. */
export function findCommon(
  web: Web,
  { a, b, first, budget }: { a: number; b: number; first: number; budget: number },
): { nodes: CommonNeighbor[]; total: number; complete: boolean } {
  const [near, far] = [web.next([a], 'both', budget), web.next([b], 'both', budget)]
  const others = new Set(far)
  const common = near.filter((node) => others.has(node) && node !== a && node !== b)
  const nodes = web.sorted(common).slice(0, first)
  const links = web.between(
    nodes.flatMap((node) => [[a, node] as const, [node, b] as const]),
    'both',
  )
  return {
    nodes: nodes.map((node, i) => ({ node, links: [links[i * 2]!, links[i * 2 + 1]!] })),
    total: common.length,
    complete: near.length <= budget && far.length <= budget,
  }
}
