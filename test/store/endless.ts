/** A statement that never ends by itself. */
export const endless =
  'with recursive c(n) as (select 1 union all select n + 1 from c) select cast(max(n) as text) from c'
