-- What search finds names and texts by. A row of search_name is one name, and its number begins with the length of the name, so that
-- the shortest of many comes first. No text is kept here: what was found is compared with the name itself.
create virtual table search_name using fts5(
  terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '^$'"
);
-- The words that stand in names, in order.
create virtual table search_word using fts5vocab(search_name, row);

-- Titles of sources (0), summaries of statements (1) and quotes (2): a row's number is four times that of the text, plus its sort.
create virtual table search_text using fts5(
  terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '^$'"
);

-- A larger buffer makes fewer and larger parts, which need less putting together.
insert into search_name (search_name, rank) values ('hashsize', 16777216);
insert into search_text (search_text, rank) values ('hashsize', 16777216);

-- How the characters that stand in names are read, so that nothing has to look that up when somebody searches.
create table search_reading (
  character text primary key,
  readings text not null -- Pinyin without tones, the most common first, between spaces
) strict, without rowid;

-- Up to which row of a table the index has been made, and the rows before it that have changed since.
create table search_state (
  what text primary key,
  upto integer not null
) strict, without rowid;
insert into search_state (what, upto) values ('name', 0), ('source', 0), ('statement', 0), ('passage', 0);

create table search_todo (
  what text not null,
  id integer not null,
  primary key (what, id)
) strict, without rowid;

create trigger search_name_gone after delete on name begin
  delete from search_name where rowid = (min(length(old.norm), 255) << 40) | old.id;
  delete from search_todo where what = 'name' and id = old.id;
  update search_state set upto = (select coalesce(max(id), 0) from name)
    where what = 'name' and upto > (select coalesce(max(id), 0) from name);
end;
create trigger search_name_changed after update of norm on name when old.norm <> new.norm begin
  delete from search_name where rowid = (min(length(old.norm), 255) << 40) | old.id;
  insert or ignore into search_todo values ('name', old.id);
end;

create trigger search_source_gone after delete on source begin
  delete from search_text where rowid = old.id * 4;
  delete from search_todo where what = 'source' and id = old.id;
  update search_state set upto = (select coalesce(max(id), 0) from source)
    where what = 'source' and upto > (select coalesce(max(id), 0) from source);
end;
create trigger search_source_changed after update of title_folded on source
  when old.title_folded is not new.title_folded begin
  delete from search_text where rowid = old.id * 4;
  insert or ignore into search_todo values ('source', old.id);
end;

create trigger search_statement_gone after delete on statement begin
  delete from search_text where rowid = old.id * 4 + 1;
  delete from search_todo where what = 'statement' and id = old.id;
  update search_state set upto = (select coalesce(max(id), 0) from statement)
    where what = 'statement' and upto > (select coalesce(max(id), 0) from statement);
end;
create trigger search_statement_changed after update of summary_zh_hans, summary_zh_hant, summary_en on statement begin
  delete from search_text where rowid = old.id * 4 + 1;
  insert or ignore into search_todo values ('statement', old.id);
end;

create trigger search_passage_gone after delete on passage begin
  delete from search_text where rowid = old.id * 4 + 2;
  delete from search_todo where what = 'passage' and id = old.id;
  update search_state set upto = (select coalesce(max(id), 0) from passage)
    where what = 'passage' and upto > (select coalesce(max(id), 0) from passage);
end;
create trigger search_passage_changed after update of quote on passage when old.quote is not new.quote begin
  delete from search_text where rowid = old.id * 4 + 2;
  insert or ignore into search_todo values ('passage', old.id);
end;

create index identifier_by_value on identifier (lower(value));
