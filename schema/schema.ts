import { defineInputs } from '../src/plan/inputs.ts'
import { defineShared } from '../src/plan/outputs.ts'
import { builder } from './builder.ts'
import { defineClaim } from './claim.ts'
import { defineCompany } from './company.ts'
import { defineEntity } from './entity.ts'
import { defineVocabulary } from './enums.ts'
import { defineEvent } from './event.ts'
import { defineFact } from './fact.ts'
import { defineFigure } from './figure.ts'
import { defineFund } from './fund.ts'
import { defineInstitution } from './institution.ts'
import { defineInvestor } from './investor.ts'
import { defineLink } from './links.ts'
import { defineNeighborhood } from './neighborhood.ts'
import { defineOrganization } from './organization.ts'
import { definePaths } from './paths.ts'
import { definePerson } from './person.ts'
import { defineProduct } from './product.ts'
import { defineProperty } from './property.ts'
import { defineQuery } from './query.ts'
import { defineRelation } from './relation.ts'
import { defineScalars } from './scalars.ts'
import { defineSearch } from './search.ts'
import { defineSource } from './source.ts'
import { defineStatement } from './statement.ts'

defineScalars(builder)
defineVocabulary(builder)
defineShared(builder)
defineEntity(builder)
defineOrganization(builder)
defineInvestor(builder)
defineCompany(builder)
defineFund(builder)
defineInstitution(builder)
definePerson(builder)
defineProduct(builder)
defineFact(builder)
defineRelation(builder)
defineFigure(builder)
defineStatement(builder)
defineEvent(builder)
defineProperty(builder)
defineClaim(builder)
defineSource(builder)
defineSearch(builder)
defineLink(builder)
definePaths(builder)
defineNeighborhood(builder)
defineQuery(builder)
defineInputs(builder)

/** The whole GraphQL schema; the planner finds the row types in its extensions. */
export const schema = builder.toSchema({ extensions: { plan: builder.rows } })
