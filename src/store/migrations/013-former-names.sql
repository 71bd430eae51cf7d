-- A former name is shown only where there is no other in the language.
update entity set label = (
    select n.text from name n where n.entity_id = entity.id
    order by case n.lang when 'zh-Hans' then 0 when 'zh-Hant' then 1 when 'en' then 2 else 3 end, n.lang, n.type = 'FORMER', n.rank, n.id limit 1)
  where id in (select entity_id from name where type = 'FORMER');
update subject_by_value set subject_label = (select label from entity where id = subject)
  where id in (select id from property where name = 'COUNTRY' and subject_id in (select entity_id from subject_due));
delete from subject_due;
