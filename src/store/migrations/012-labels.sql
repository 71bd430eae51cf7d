-- A figure whose period has just the days of a label has that label, too, so that it is found by it.
update figure set period_label = substr(period_start, 1, 4) || case substr(period_start, 6) || '/' || substr(period_end, 6)
    when '01-01/12-31' then ''
    when '01-01/06-30' then '-H1'
    when '07-01/12-31' then '-H2'
    when '01-01/03-31' then '-Q1'
    when '04-01/06-30' then '-Q2'
    when '07-01/09-30' then '-Q3'
    when '10-01/12-31' then '-Q4'
    else substr(period_start, 5, 3)
  end
where period_label is null and substr(period_start, 1, 4) = substr(period_end, 1, 4) and (
  substr(period_start, 6) || '/' || substr(period_end, 6) in (
    '01-01/12-31', '01-01/06-30', '07-01/12-31', '01-01/03-31', '04-01/06-30', '07-01/09-30', '10-01/12-31')
  or (substr(period_start, 9) = '01' and period_end = date(period_start, '+1 month', '-1 day')));
