import { readConfig } from '../config.ts'
import type { Store } from '../store/store.ts'
import { openExisting } from './database.ts'

async function withStore<Result>(work: (store: Store, at: string) => Result): Promise<Result> {
  const store = openExisting(readConfig(process.env))
  try {
    return work(store, new Date().toISOString())
  } finally {
    await store.close()
  }
}

/** Makes one entity a part of another. */
export async function mergeCommand(from: string, into: string): Promise<void> {
  await withStore((store, at) => store.merge(from, into, at))
  console.log(`${from} is now a part of ${into}; tupu split ${from} takes it back.`)
}

/** Takes a merge back, or frees a key. */
export async function splitCommand(key: string): Promise<void> {
  const led = await withStore((store) => store.split(key))
  console.log(
    led
      ? `${key} only led to ${led}; the key is free again. What was given under it stays with ${led}.`
      : `${key} stands on its own again.`,
  )
}

/** Erases a person, or what others said in the `past` with these names of one who is erased. */
export async function forgetCommand(key: string, past?: readonly string[]): Promise<void> {
  await withStore((store, at) => {
    const { mentions, wiped } = past ? store.forgetPast(key, past) : store.forget(key, at)
    console.log(past ? `What is over is erased where it names ${key}.` : `${key} is forgotten.`)
    if (!wiped) {
      console.error('Somebody is reading: the log keeps what was erased until all who have the database open close it.')
    }
    if (mentions.count === 0) return
    const rest = mentions.count - mentions.places.length
    console.error(
      [
        'The same name or key stands still in what others say. If it means this person, import that again without it; then',
        `tupu forget ${key} --past NAME erases the versions before, which stay as history until then:`,
        ...mentions.places.map((place) => `- ${place}`),
        ...(rest > 0 ? [`… and ${rest.toLocaleString('en')} more`] : []),
      ].join('\n'),
    )
  })
}
