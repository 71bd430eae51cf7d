create index on party (kind, country, name, key);
-- PostGraphile lets nothing be filtered by a column that has no index of its own.
create index on party (founded_on);
create index on round (known_from);
create index on round (known_to);
create index on round (company_id, key);
create index on investment (round_id, position);
create index on investment (investor_id, company_id);
create index on investment (company_id, investor_id);
create index on holding (company_id, investor_id);
create index on statement (subject_id, said_on desc, key);
create index on statement (speaker_id);
create index on figure (subject_id, key);
create index on claim (round_id, key);
create index on claim (asserter_id);
create index on claim (source_id);

-- What the tables alone don't offer, as functions, which PostGraphile makes fields of.
create type co_investor as (key text, name text, shared integer);
create function party_co_investors(party party) returns setof co_investor language sql stable as $$
  select p.key, p.name, s.shared from (
    select o.investor_id as id, count(*)::integer as shared from holding m join holding o on o.company_id = m.company_id
    where m.investor_id = party.id and o.investor_id <> party.id group by o.investor_id
  ) s join party p on p.id = s.id order by p.key
$$;

-- From both ends, always from the smaller side.
create function shortest_path(from_key text, to_key text, max_hops integer) returns integer language plpgsql stable as $$
declare
  near integer[] := array(select id from party where key = from_key);
  far integer[] := array(select id from party where key = to_key);
  edge integer[] := near;
  far_edge integer[] := far;
  swap integer[];
  next integer[];
begin
  if near = far then return 0; end if;
  for hops in 1..max_hops loop
    if cardinality(edge) > cardinality(far_edge) then
      swap := near; near := far; far := swap;
      swap := edge; edge := far_edge; far_edge := swap;
    end if;
    next := array(
      select i.company_id from unnest(edge) f(id) join investment i on i.investor_id = f.id
      union select i.investor_id from unnest(edge) f(id) join investment i on i.company_id = f.id
    );
    if next && far_edge then return hops; end if;
    next := array(select unnest(next) except select unnest(near));
    if cardinality(next) = 0 then return null; end if;
    near := near || next;
    edge := next;
  end loop;
  return null;
end
$$;

-- Two characters are too few for trigrams: an index over all pairs of neighbouring characters finds them.
create function bigrams(text) returns text[] language sql immutable parallel safe as $$
  select array(select distinct substr($1, n, 2) from generate_series(1, length($1) - 1) n)
$$;
create index on party using gin (bigrams(name));
create function search_parties(text text) returns setof party language sql stable as $$
  select * from party where bigrams(name) @> array[text] order by length(name), key
$$;
analyze;
