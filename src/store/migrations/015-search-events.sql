-- Titles of events (3) are found, too.
insert into search_state (what, upto) values ('event', 0);

create trigger search_event_gone after delete on event begin
  delete from search_text where rowid = old.id * 4 + 3;
  delete from search_todo where what = 'event' and id = old.id;
  update search_state set upto = (select coalesce(max(id), 0) from event)
    where what = 'event' and upto > (select coalesce(max(id), 0) from event);
end;
create trigger search_event_changed after update of title_zh_hans, title_zh_hant, title_en on event begin
  delete from search_text where rowid = old.id * 4 + 3;
  insert or ignore into search_todo values ('event', old.id);
end;
