-- What the search asks at every keystroke in fewer statements: who looks and finds enough asks twice.
DROP FUNCTION "search_words"(text[], integer[], integer, integer, text[], integer);--> statement-breakpoint
DROP FUNCTION "search_titles_named"(text[], text[], text[], text[], text[], text, integer);--> statement-breakpoint
DROP FUNCTION "search_films"(uuid[], uuid[], text);--> statement-breakpoint
-- Titles called exactly so; of the names that are one, also the best known that begin so.
CREATE FUNCTION "search_titles_corrected"(scopes text[], names text[], most integer)
RETURNS SETOF "found_title" LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  RETURN QUERY WITH called AS MATERIALIZED (
      SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM film_titles t WHERE t.squeezed = ANY (names) AND t.scope = ANY (scopes)
      ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most)
    SELECT * FROM called
    UNION ALL SELECT t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM (SELECT DISTINCT c.squeezed FROM called c LIMIT 5) c CROSS JOIN LATERAL (
        SELECT f.* FROM generate_series(9, 0, -1) tier CROSS JOIN LATERAL (SELECT * FROM film_titles f
          WHERE width_bucket(coalesce(f.votes, 0), '{1,10,40,160,640,2500,10000,40000,160000}'::int[]) = tier
            AND f.squeezed ~>=~ c.squeezed AND f.squeezed ~<~ (c.squeezed || U&'\+10FFFF') AND f.scope = ANY (scopes)
          LIMIT most) f LIMIT most) t;
END $$;--> statement-breakpoint
-- What every search begins with. Titles called exactly so, beginning so (the best known: of the highest tiers first), having
-- a part or initials called so, holding all these pairs (those first that hold the very characters typed). Words of
-- titles in one row, a line each with its uses: those given, those that begin as the last typed one does (the most used
-- first), and those that share a deletion with a typed word and are about as long as one of them. Where `sufficient` titles
-- begin as all that was typed does, this row says `enough`, no slips are looked for, and famous titles (20,000 votes)
-- are that hold the words elsewhere.
CREATE FUNCTION "search_first"(scopes text[], called text[], whole text[], dated text[], named text[], pairs text[], typed text,
  held text[], given text[], shared integer[], shortest integer, longest integer, begun text[], most integer, sufficient integer)
RETURNS TABLE (words text, enough boolean, film_id uuid, title text, tokens text, squeezed text, is_own boolean, parts text[], years smallint[], votes integer)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE beginning text; found integer; is_enough boolean := false; completions text[];
BEGIN
  FOREACH beginning IN ARRAY whole || dated LOOP
    RETURN QUERY SELECT NULL::text, false, t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM generate_series(9, 0, -1) tier CROSS JOIN LATERAL (SELECT * FROM film_titles f
        WHERE width_bucket(coalesce(f.votes, 0), '{1,10,40,160,640,2500,10000,40000,160000}'::int[]) = tier
          AND f.squeezed ~>=~ beginning AND f.squeezed ~<~ (beginning || U&'\+10FFFF') AND f.scope = ANY (scopes)
        LIMIT most) t
      LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    is_enough := is_enough OR (found >= sufficient AND beginning = ANY (whole));
  END LOOP;
  completions := ARRAY(SELECT w.line FROM unnest(begun) last CROSS JOIN LATERAL (SELECT d.word || ' ' || d.uses AS line
    FROM generate_series(8, 0, -1) tier CROSS JOIN LATERAL (SELECT * FROM title_words t
      WHERE width_bucket(t.uses, '{2,4,8,16,64,256,1024,4096}'::int[]) = tier
        AND t.word ~>=~ last AND t.word ~<~ (last || U&'\+10FFFF') LIMIT most) d
    LIMIT most) w);
  RETURN QUERY SELECT string_agg(w.line, E'\n'), is_enough, (NULL::found_title).* FROM (
      SELECT unnest(completions) AS line
      UNION ALL SELECT d.word || ' ' || d.uses FROM title_words d WHERE d.word = ANY (given)
      UNION ALL SELECT d.word || ' ' || d.uses FROM title_words d
        WHERE NOT is_enough AND d.deletions && shared AND length(d.word) BETWEEN shortest AND longest) w;
  RETURN QUERY (SELECT NULL::text, false, t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM film_titles t WHERE t.squeezed = ANY (called) AND t.scope = ANY (scopes)
      ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most)
    UNION ALL (SELECT NULL::text, false, t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'),
        ARRAY(SELECT unnest(t.words) INTERSECT SELECT unnest(named)), t.years, t.votes
      FROM (SELECT * FROM film_titles f WHERE f.words && named AND f.scope = ANY (scopes) LIMIT 1000) t
      ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT most);
  IF cardinality(pairs) > 0 THEN
    RETURN QUERY SELECT NULL::text, false, t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM (SELECT * FROM film_titles f WHERE f.words @> pairs AND f.scope = ANY (scopes) LIMIT 2000) t
      ORDER BY strpos(lower(t.title), typed) = 0, t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT 2 * most;
  END IF;
  IF is_enough THEN
    RETURN QUERY SELECT NULL::text, false, t.film_id, t.title, t.tokens, t.squeezed, t.kind IN ('title', 'original'), NULL::text[], t.years, t.votes
      FROM (SELECT * FROM film_titles f WHERE f.votes >= 20000 AND f.words @> held
        AND f.words && ARRAY(SELECT split_part(line, ' ', 1) FROM unnest(completions) line) AND f.scope = ANY (scopes) LIMIT 400) t
      ORDER BY t.votes DESC NULLS LAST, t.years[1] DESC NULLS LAST LIMIT 2 * most;
  END IF;
END $$;--> statement-breakpoint
-- What is shown of films, with the names of people of those in `peopled` in every spelling, and, where votes are not
-- known, how many have reviewed them or seen them in a server; neither what another stands for there nor, unless
-- `grown`, what is for adults alone.
CREATE FUNCTION "search_films"(ids uuid[], peopled uuid[], guild text, grown boolean)
RETURNS TABLE (id uuid, title text, "originalTitle" text, year smallint, countries text[], votes integer, directors text[], activity integer, people text[])
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT f.id, f.title, f.original_title, f.year, f.countries, f.votes, f.directors,
      CASE WHEN f.votes > 0 THEN 0 ELSE ((SELECT count(*) FROM critic_reviews r WHERE r.film_id = f.id AND r.scope IN ('0', guild))
        + (SELECT count(*) FROM seen_marks s WHERE s.guild_id = guild AND s.film_id = f.id))::integer END,
      CASE WHEN f.id = ANY (peopled) THEN ARRAY(SELECT unnest(p.name || p.names) FROM film_people c
        JOIN people p ON p.id = c.person_id WHERE c.film_id = f.id) END
    FROM films f WHERE f.id = ANY (ids)
      AND f.id <> ALL (ARRAY(SELECT a.film_id FROM adult_films a WHERE a.film_id = ANY (ids) AND NOT grown))
      AND f.id <> ALL (ARRAY(SELECT s.film_id FROM film_stands s WHERE s.guild_id = guild AND s.film_id = ANY (ids)));
END $$;
