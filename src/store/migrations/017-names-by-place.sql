-- Names of zh-CN, zh-TW and the like are shown as those of the script that is written there, and names of plain zh behind them.
with spoken as (
  select entity_id, text, type, rank, id, case
      when lang in ('zh-Hans', 'zh-CN', 'zh-SG') or lang glob 'zh-Hans-*' then 'zh-Hans'
      when lang in ('zh-Hant', 'zh-HK', 'zh-MO', 'zh-TW') or lang glob 'zh-Hant-*' then 'zh-Hant'
      when lang glob 'en-*' then 'en'
      else lang
    end as lang
  from name)
update entity set label = (
    select n.text from spoken n where n.entity_id = entity.id
    order by case n.lang when 'zh-Hans' then 0 when 'zh' then 1 when 'zh-Hant' then 2 when 'en' then 3 else 4 end, n.lang, n.type = 'FORMER', n.rank, n.id limit 1)
  where id in (select entity_id from name where lang = 'zh' or lang glob 'zh-*' or lang glob 'en-*');
update subject_by_value set subject_label = (select label from entity where id = subject)
  where id in (select id from property where name = 'COUNTRY' and subject_id in (select entity_id from subject_due));
delete from subject_due;
