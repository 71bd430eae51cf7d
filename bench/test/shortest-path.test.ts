import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../graph/random.ts'
import { shortestPath } from '../servers/shortest-path.ts'

/** Plain breadth first from one end, to compare with. */
function plain(from: number, to: number, most: number, links: number[][]): number | null {
  let seen = new Set([from])
  for (let hops = 0; hops <= most; hops++) {
    if (seen.has(to)) return hops
    seen = new Set([...seen, ...[...seen].flatMap((id) => links[id]!)])
  }
  return null
}

test('searching from both ends finds the same length as from one', () => {
  const random = new Random('paths')
  for (let trial = 0; trial < 200; trial++) {
    const links: number[][] = Array.from({ length: 30 }, () => [])
    for (let n = 0; n < 30; n++) {
      const [a, b] = [random.below(30), random.below(30)]
      links[a]!.push(b)
      links[b]!.push(a)
    }
    const [from, to] = [random.below(30), random.below(30)]
    const found = shortestPath(from, to, 6, (ids) => [...new Set(ids.flatMap((id) => links[id]!))])
    assert.equal(found, plain(from, to, 6, links))
  }
})
