-- A figure whose period has its days has their length, too, so that a year is told from the quarters that end with it.
update figure set cmp_key = json_set(cmp_key, '$[6]', null)
where period_start is not null and period_end is not null and period_duration is not null;

with measured (id, days, months) as (
  select id, cast(julianday(period_end) - julianday(period_start) as integer) + 1,
    case when strftime('%d', period_end, '+1 day') = substr(period_start, 9) then
      (strftime('%Y', period_end, '+1 day') - substr(period_start, 1, 4)) * 12
      + strftime('%m', period_end, '+1 day') - substr(period_start, 6, 2)
    end
  from figure where period_start is not null and period_end is not null and period_duration is null
), called (id, days, months) as (
  select id, days, coalesce(months, case
      when days between 80 and 100 then 3
      when days between 170 and 190 then 6
      when days between 260 and 285 then 9
      when days between 350 and 380 then 12
    end)
  from measured
)
update figure set period_duration = 'P' || case
    when months is null then days || 'D'
    else iif(months >= 12, (months / 12) || 'Y', '') || iif(months % 12 > 0, (months % 12) || 'M', '')
  end
from called where called.id = figure.id;
