/** How many there are of each thing at a size, and which keys they have; the generator and the choice of parameters agree by this. */
export class Shape {
  readonly size: number
  readonly companies: number
  readonly funds: number
  readonly institutions: number
  readonly persons: number
  readonly rounds: number
  readonly investments: number
  readonly statements: number
  readonly figures: number
  readonly sources: number

  /** The size is the number of organisations. */
  constructor(size: number) {
    this.size = size
    this.companies = size * 0.7
    this.funds = size * 0.25
    this.institutions = size * 0.05
    this.persons = size / 5
    this.rounds = size * 1.5
    this.investments = size * 5
    this.statements = size * 3
    this.figures = size * 10
    this.sources = size / 50
  }

  organisation(n: number): { key: string; kind: 'COMPANY' | 'FUND' | 'INSTITUTION' } {
    if (n < this.companies) return { key: `company-${n}`, kind: 'COMPANY' }
    if (n < this.companies + this.funds) return { key: `fund-${n - this.companies}`, kind: 'FUND' }
    return { key: `institution-${n - this.companies - this.funds}`, kind: 'INSTITUTION' }
  }

  /** Investors are the funds, one company in twenty-five, and one person in four. */
  get investors(): number {
    return this.funds + this.companies / 25 + this.persons / 4
  }

  investor(n: number): string {
    if (n < this.funds) return `fund-${n}`
    if (n < this.funds + this.companies / 25) return `company-${(n - this.funds) * 25}`
    return `person-${(n - this.funds - this.companies / 25) * 4}`
  }
}
