import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Data } from '../graph/prepare.ts'
import type { Questions } from '../works/works.ts'
import { questions as floor } from './floor/questions.ts'
import { questions as plain } from './plain-questions.ts'
import { questions as postgraphile } from './postgraphile/questions.ts'
import { questions as tupu } from './tupu/questions.ts'

/** A server of the comparison: how it is started and what it is asked. */
export type ServerKind = {
  readonly name: string
  readonly label: string
  /** The script that is run, from this folder, and its arguments. */
  readonly script: readonly string[]
  readonly environment: (data: Data, postgres: string) => Record<string, string>
  readonly questions: Questions
  /** A peer that the product is compared with: the best of these is its peer in a work. */
  readonly peer?: boolean
  readonly postgres?: boolean
}

const version = (name: string): string => {
  const path = fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url))
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
/** All servers; the product is the one in a folder. */
export const serverKinds = (product: string): readonly ServerKind[] => [
  {
    name: 'floor',
    label: 'floor: SQL by hand on node:http',
    script: ['floor/server.ts'],
    environment: (data) => ({ TUPU_DB: data.product }),
    questions: floor,
  },
  {
    name: 'tupu',
    label: 'Tupu, as it comes',
    script: [join(product, 'bin/tupu.js'), 'serve'],
    environment: (data) => ({ TUPU_DB: data.product }),
    questions: tupu,
  },
  {
    name: 'tupuYoga',
    label: 'Tupu, all through Yoga',
    script: [join(product, 'bin/tupu.js'), 'serve'],
    environment: (data) => ({ TUPU_DB: data.product, TUPU_DIRECT_LANE: 'off' }),
    questions: tupu,
  },
  {
    name: 'mercurius',
    label: `Mercurius ${version('mercurius')}, JIT and loaders, SQLite`,
    script: ['mercurius/server.ts'],
    environment: (data) => ({ PEERS_DB: data.peers }),
    questions: plain,
    peer: true,
  },
  {
    name: 'postgraphile',
    label: `PostGraphile ${version('postgraphile')}, PostgreSQL 18`,
    script: ['postgraphile/server.ts'],
    environment: (_, postgres) => ({ POSTGRES_URL: postgres, GRAPHILE_ENV: 'production' }),
    questions: postgraphile,
    peer: true,
    postgres: true,
  },
  {
    name: 'pothos',
    label: `Yoga ${version('graphql-yoga')}, Pothos and DataLoader, SQLite`,
    script: ['pothos/server.ts'],
    environment: (data) => ({ PEERS_DB: data.peers }),
    questions: plain,
  },
]
