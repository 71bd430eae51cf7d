import { bySql, type Check } from './check.ts'

export const names: readonly Check[] = [
  {
    name: 'same-names',
    severity: 'note',
    about: 'entities of one kind that share a name, and so may be one',
    advice: 'Look at them; if they are one, tupu merge KEY INTO joins them, and tupu split KEY takes it back.',
    find: bySql(
      `select min(e.key) as key, max(e.key) as other,
         count(distinct e.id) || ' of the kind ' || e.kind || ' are called ' || min(n.text) as message
       from name n join entity e on e.id = n.entity_id
       where n.norm in (select norm from name group by norm having min(entity_id) <> max(entity_id))
       group by n.norm, e.kind having min(e.id) <> max(e.id)`,
    ),
  },
]
