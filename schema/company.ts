import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byRelations, fieldsOf } from './common.ts'
import { completeness, dealFields, role, roundsRaised } from './connections.ts'

const t = fieldsOf(tables.entity)
const investedIn = byRelations(['INVESTED_IN'], 'in')

export function defineCompany(builder: Builder): void {
  builder.rowObject({
    name: 'Company',
    plural: 'companies',
    table: tables.entity,
    node: true,
    interfaces: ['Entity', 'Organization', 'Investor'],
    tag: 'COMPANY',
    description: 'A commercial organization of any legal form; it may invest, partner and compete. 公司。',
    fields: () => ({
      investors: role(
        'investors',
        'Investor',
        investedIn,
        'Those who ever put money into it. 投资方。',
        dealFields(investedIn, 'owner'),
      ),
      fundingRounds: t.connection({
        type: 'Event',
        description:
          'The financing rounds in which it raised money, as far as a source tells them apart; see completeness before counting them. 融资轮次。',
        match: roundsRaised,
        connectionFields: () => completeness('fundingRounds'),
      }),
      competitors: role(
        'competitors',
        'Company',
        byRelations(['COMPETES_WITH'], 'in', 'out'),
        'Companies that are said to compete with it. 竞争对手。',
      ),
      products: role('products', 'Product', byRelations(['PRODUCES'], 'out'), 'What it makes or runs. 产品。'),
      listings: role(
        'listings',
        'Institution',
        byRelations(['LISTED_ON'], 'out'),
        'Exchanges on which its shares are, or are to be, listed; look at the modality. 上市地。',
      ),
    }),
  })
}
