import { exportCommand } from '../../src/commands/export.ts'
import { orMistake } from '../../src/commands/mistake.ts'

// Runs `tupu export` with the options that are given as JSON, and tells how much memory it took.
const options = JSON.parse(process.argv[2]!) as Parameters<typeof exportCommand>[0]
await orMistake(() => exportCommand(options))
if (process.env.TELL_MEMORY) console.error(`peak ${process.resourceUsage().maxRSS}`)
