#!/usr/bin/env node
// Runs on any Node that knows ES modules, so that an old one can say what is needed: it could not even read main.ts.
import module from 'node:module'

const needed = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(`Tupu needs Node ${needed.join('.')} or newer, but this is Node ${process.versions.node}.`)
  process.exitCode = 1
} else {
  // Keeps compiled modules for the next start, which is then a third faster.
  module.enableCompileCache()
  import('../src/main.ts')
}
