-- Statements are found by their conditions, too.
drop trigger search_statement_changed;
create trigger search_statement_changed after update of summary_zh_hans, summary_zh_hant, summary_en, condition_zh_hans, condition_zh_hant, condition_en
on statement begin
  delete from search_text where rowid = old.id * 4 + 1;
  insert or ignore into search_todo values ('statement', old.id);
end;

insert or ignore into search_todo select 'statement', id from statement
  where coalesce(condition_zh_hans, condition_zh_hant, condition_en) is not null;
delete from search_text where rowid in (select id * 4 + 1 from search_todo where what = 'statement');
