import { Command } from 'commander'
import own from '../package.json' with { type: 'json' }
import { orMistake } from './commands/mistake.ts'

// An option that takes all words behind it would take the files, too.
const several = (value: string, before: readonly string[] = []) => [...before, value]

// Whoever reads the output may have had enough of it, as `head` does: what was begun is finished all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

// Each command is imported when it is run, so that none waits for what only another needs.
const program = new Command('tupu')
  .description('Tupu 图谱: a knowledge graph of companies, capital and the evidence.')
  .version(own.version)

program
  .command('serve')
  .description('open the database, creating and seeding it the first time, and answer GraphQL over HTTP')
  .option('--workers <number>', 'threads that answer, each on a core of its own', '1')
  .action((options) => orMistake(async () => (await import('./commands/serve.ts')).serve(options)))

program
  .command('seed')
  .description('put the founding data into the database; records that are there already stay as they are')
  .action(() => orMistake(async () => (await import('./commands/seed.ts')).seed()))

program
  .command('import')
  .description(
    'write files into the database: own records (.yaml, .jsonl), FollowTheMoney, or anything with a mapping; - is standard input',
  )
  .argument('<file...>')
  .option('--mapping <file>', 'what the columns or fields of a CSV, TSV, JSON or NDJSON file mean')
  .option('--format <format>', 'yaml, jsonl, ftm, csv, tsv, json or ndjson, if the name does not tell')
  .option('--encoding <name>', 'such as gb18030, if it is not UTF-8')
  .option('--dry-run', 'only tell what would happen')
  .option('--keep-going <rejects>', 'write what is right, and what is refused into this file')
  .option(
    '--replace-source <key>',
    'retract what this source said and does not say in any of the files now; may be given several times',
    several,
  )
  .option('--suggest', 'instead, print a first mapping for a CSV file')
  .action((files: string[], options) =>
    orMistake(async () => {
      if (options.suggest) return (await import('./commands/suggest.ts')).suggestCommand(files, options)
      return (await import('./commands/import.ts')).importCommand(files, options)
    }),
  )

program
  .command('export')
  .description('write the database, or a part of it, in another format')
  .argument('<format>', 'jsonl, csv, graphml, cypher, jsonld, nquads or ftm')
  .option('--out <file>', 'a file, for csv a folder; packed if it ends in .gz; else standard output')
  .option('--where <condition>', 'entity=KEY[,hops=N], source=KEY or kind=KIND; may be given several times', several)
  .action((format: string, options) =>
    orMistake(async () => (await import('./commands/export.ts')).exportCommand({ format, ...options })),
  )

program
  .command('check')
  .description(
    'look the whole database through for what cannot be; ends with 1 if anything is wrong, 2 if it cannot look',
  )
  .option('--json', 'print what was found as JSON')
  .option(
    '--quick',
    'leave out what takes longest: indexes against their tables, each record as an import reads it, derived columns',
  )
  .action(async (options: { json?: boolean; quick?: boolean }) =>
    (await import('./commands/check.ts')).checkCommand(options),
  )

program
  .command('merge')
  .description('make one entity a part of another; its key then leads there')
  .argument('<from>')
  .argument('<into>')
  .action((from: string, into: string) =>
    orMistake(async () => (await import('./commands/identity.ts')).mergeCommand(from, into)),
  )

program
  .command('split')
  .description('take a merge back')
  .argument('<key>')
  .action((key: string) => orMistake(async () => (await import('./commands/identity.ts')).splitCommand(key)))

program
  .command('forget')
  .description('erase a person where the law asks it; no import brings them back')
  .argument('<key>')
  .option(
    '--past <name>',
    'of one who is forgotten: erase what others said with this name and say no more; may be given several times',
    several,
  )
  .action((key: string, { past }: { past?: string[] }) =>
    orMistake(async () => (await import('./commands/identity.ts')).forgetCommand(key, past)),
  )

program
  .command('schema')
  .description('print the GraphQL schema')
  .option(
    '--check',
    'instead, fail if schema/schema.graphql is out of date or a client of the last release would break',
  )
  .action(({ check }: { check?: boolean }) =>
    orMistake(async () => {
      const { checkSdl, printSdl } = await import('./commands/schema.ts')
      await (check ? checkSdl() : printSdl())
    }),
  )

await program.parseAsync()
