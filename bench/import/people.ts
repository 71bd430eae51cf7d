import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const titles = ['董事长', '总经理', '监事', '独立董事', '财务总监', '董事会秘书']
const families = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const givens = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞']
const family = (n: number) => families[n % families.length]!
const given = (n: number) => givens[n % givens.length]! + givens[(n * 13 + 5) % givens.length]!

/** A row of a registry: who holds which seat at which firm since when. A firm has twenty seats. */
export function row(n: number): string {
  const firm = Math.floor(n / 20)
  const name = `${family(firm)}${given(firm * 7)}${given(firm)}科技股份有限公司`
  const person = `${family(firm * 7 + n)}${given(firm * 31 + n * 17)}`
  const since = `${1990 + (n % 30)}-${String(1 + (n % 12)).padStart(2, '0')}`
  return `${firm},${name},${n},${person},${titles[n % titles.length]},${since}`
}

/** Writes a CSV file with so many rows. */
export async function writePeople(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('firm,name,person,person_name,title,since\n')
  for (let n = 0; n < rows; ) {
    let text = ''
    for (const end = Math.min(rows, n + 1000); n < end; n++) text += `${row(n)}\n`
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
