package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.SEARCH_ATTRIBUTE;
import static dev.stepwell.execution.schema.Tables.TASK;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.journal.postgres.PostgresSurvey;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.schema.tables.Execution;
import dev.stepwell.execution.schema.tables.ExecutionsWithWords;
import dev.stepwell.execution.schema.tables.SearchAttribute;
import dev.stepwell.execution.search.SearchIndex;
import dev.stepwell.execution.search.SearchIndex.Counts;
import dev.stepwell.execution.search.SearchIndex.Page;
import dev.stepwell.execution.search.SearchIndex.Sought;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Finds by the index. Where few executions satisfy one of the conditions on attributes, those are held against the others. A value that many have is
 * walked newest first along the index of values. Where many satisfy every condition, and of words, the newest executions (those that have the words) are
 * fetched some at a time and held against the rest of what is wanted: then a page may be short although others follow.
 */
final class IndexReader {
    private static final Execution E = Execution.EXECUTION_;
    private static final SearchAttribute A = SEARCH_ATTRIBUTE.as("a");
    private static final Field<Integer> COUNT = DSL.count();

    /** How many executions with the words are looked at for a page beyond its length, and in how many steps. */
    private static final int MORE = 2_000;

    private static final int STEPS = 5;
    private static final int COUNTED_AT_ONCE = 10_000;
    private static final int COUNTED = 100_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final EngineTransactions transactions;
    private final int many;

    /** @param many so many executions are walked rather than sorted */
    IndexReader(EngineTransactions transactions, int many) {
        this.transactions = transactions;
        this.many = many;
    }

    /** The next executions, newest first, behind one, at most so many. */
    @FunctionalInterface
    private interface Source {
        List<Candidate> next(Optional<Candidate> last, int most);
    }

    /** An execution that has the words. */
    private record Candidate(UUID id, Instant startDate) {}

    /** All but the words. */
    private static Condition rest(TenantId tenant, Wanted wanted, Sought sought) {
        return PostgresSurvey.wanted(tenant, wanted)
                .and(attributes(sought.attributes()))
                .and(waits(sought));
    }

    /** Only what runs has tasks. */
    private static Condition waits(Sought sought) {
        Condition all = DSL.noCondition();
        if (sought.activity().isPresent()) {
            all = hasTask(TASK.LINE.eq(sought.activity().get()));
        }
        return sought.answer() ? all.and(hasTask(TASK.LINE.isNull())) : all;
    }

    private static Condition hasTask(Condition which) {
        return E.STATUS
                .eq(DSL.inline(RunStatus.RUNNING.name()))
                .and(DSL.exists(DSL.selectOne()
                        .from(TASK)
                        .where(TASK.TENANT_ID.eq(E.TENANT_ID), TASK.EXECUTION_ID.eq(E.EXECUTION_ID), which)));
    }

    Page search(TenantId tenant, Wanted wanted, Sought sought, Optional<After> after, int limit) {
        return transactions.query(List.of(tenant), sql -> {
            if (!sought.words().isEmpty()) {
                return walk(
                        sql,
                        (last, most) -> withWords(sql, tenant, wanted, sought, last, most),
                        rest(tenant, wanted, sought),
                        tenant,
                        wanted,
                        after,
                        limit);
            }
            if (sought.attributes().isEmpty()) {
                return page(byRows(sql, rest(tenant, wanted, sought), after, limit + 1), limit);
            }
            Optional<SearchIndex.Condition> best = best(sql, tenant, wanted, sought.attributes());
            if (best.isPresent()) {
                return page(along(best.get(), sql, tenant, wanted, sought, after, limit + 1), limit);
            }
            return walk(
                    sql,
                    (last, most) -> newest(sql, tenant, wanted, last, most),
                    rest(tenant, wanted, sought),
                    tenant,
                    wanted,
                    after,
                    limit);
        });
    }

    /** The condition along which to look; none when many satisfy each of them. Of a single value the index itself is in order. */
    private Optional<SearchIndex.Condition> best(
            DSLContext sql, TenantId tenant, Wanted wanted, List<SearchIndex.Condition> conditions) {
        if (conditions.size() == 1 && !conditions.getFirst().anyOf().isEmpty()) {
            return Optional.of(conditions.getFirst());
        }
        Optional<SearchIndex.Condition> best = Optional.empty();
        int fewest = many;
        for (SearchIndex.Condition condition : conditions) {
            int count = sql.fetchCount(DSL.selectOne()
                    .from(A)
                    .where(ofName(tenant, wanted, condition), DSL.or(values(condition)))
                    .limit(fewest));
            if (count < fewest) {
                fewest = count;
                best = Optional.of(condition);
            }
        }
        return best;
    }

    private static Condition ofName(TenantId tenant, Wanted wanted, SearchIndex.Condition condition) {
        return A.TENANT_ID.eq(tenant.value()).and(A.REGION.eq(wanted.region())).and(A.NAME.eq(condition.name()));
    }

    private static Page page(List<Found> found, int limit) {
        return found.size() > limit
                ? new Page(found.subList(0, limit), Optional.of(after(found.get(limit - 1))))
                : new Page(found, Optional.empty());
    }

    private static After after(Found found) {
        return new After(found.startDate(), found.key());
    }

    private static List<Found> byRows(DSLContext sql, Condition all, Optional<After> after, int limit) {
        return sql.select(PostgresSurvey.FOUND)
                .from(E)
                .where(
                        all,
                        after.map(a -> DSL.row(E.START_DATE, E.EXECUTION_ID)
                                        .lt(a.startDate(), a.key().id().value()))
                                .orElse(DSL.noCondition()))
                .orderBy(E.START_DATE.desc(), E.EXECUTION_ID.desc())
                .limit(limit)
                .fetch(PostgresSurvey::found);
    }

    private static List<Found> along(
            SearchIndex.Condition first,
            DSLContext sql,
            TenantId tenant,
            Wanted wanted,
            Sought sought,
            Optional<After> after,
            int limit) {
        List<SearchIndex.Condition> others = new ArrayList<>(sought.attributes());
        others.remove(first);
        Condition rest =
                PostgresSurvey.wanted(tenant, wanted).and(attributes(others)).and(waits(sought));
        Select<Record> all = values(first).stream()
                .<Select<Record>>map(value -> sql.select(PostgresSurvey.FOUND)
                        .from(A)
                        .join(E)
                        .on(
                                E.TENANT_ID.eq(A.TENANT_ID),
                                E.EXECUTION_ID.eq(A.EXECUTION_ID),
                                E.START_DATE.eq(A.START_DATE))
                        .where(ofName(tenant, wanted, first), value, rest, behind(after))
                        .orderBy(A.START_DATE.desc(), A.EXECUTION_ID.desc())
                        .limit(limit))
                .reduce(Select::unionAll)
                .orElseThrow();
        return sql.selectFrom(DSL.table(all).as("found"))
                .orderBy(
                        DSL.field(DSL.name("found", "start_date")).desc(),
                        DSL.field(DSL.name("found", "execution_id")).desc())
                .limit(limit)
                .fetch(PostgresSurvey::found);
    }

    private static Condition behind(Optional<After> after) {
        return after.map(a -> DSL.row(A.START_DATE, A.EXECUTION_ID)
                        .lt(a.startDate(), a.key().id().value()))
                .orElse(DSL.noCondition());
    }

    /** One for each value, as the executions of one stand in order; or the range. */
    private static List<Condition> values(SearchIndex.Condition condition) {
        return condition.anyOf().isEmpty()
                ? List.of(within(condition.range()))
                : condition.anyOf().stream()
                        .map(value -> A.VALUE.eq(value.toByteArray()))
                        .toList();
    }

    private static Condition within(SearchIndex.Range range) {
        return A.VALUE
                .ge(range.from().toByteArray())
                .and(A.VALUE.lt(range.until().toByteArray()));
    }

    private static Condition attributes(List<SearchIndex.Condition> conditions) {
        Condition all = DSL.noCondition();
        for (SearchIndex.Condition condition : conditions) {
            Condition value = condition.anyOf().isEmpty()
                    ? within(condition.range())
                    : A.VALUE.in(condition.anyOf().stream()
                            .map(ByteString::toByteArray)
                            .toList());
            all = all.and(DSL.exists(DSL.selectOne()
                    .from(A)
                    .where(
                            A.TENANT_ID.eq(E.TENANT_ID),
                            A.EXECUTION_ID.eq(E.EXECUTION_ID),
                            A.NAME.eq(condition.name()),
                            value)));
        }
        return all;
    }

    private static Page walk(
            DSLContext sql,
            Source source,
            Condition rest,
            TenantId tenant,
            Wanted wanted,
            Optional<After> after,
            int limit) {
        List<Found> found = new ArrayList<>();
        Optional<Candidate> last = start(wanted, after);
        int most = limit + 1;
        for (int step = 0; step < STEPS; step++) {
            List<Candidate> some = source.next(last, most);
            found.addAll(these(sql, rest, some));
            if (found.size() > limit) {
                return page(found, limit);
            }
            if (some.size() < most || isTooOld(wanted, some.getLast())) {
                return new Page(found, Optional.empty());
            }
            last = Optional.of(some.getLast());
            most = MORE;
        }
        return new Page(
                found, last.map(l -> new After(l.startDate(), new ExecutionKey(tenant, new ExecutionId(l.id())))));
    }

    /** Where to begin: behind the last page, and behind what is too young. */
    private static Optional<Candidate> start(Wanted wanted, Optional<After> after) {
        return after.map(a -> new Candidate(a.key().id().value(), a.startDate()))
                .or(() -> wanted.startedBefore().map(before -> new Candidate(FIRST, before)));
    }

    private static boolean isTooOld(Wanted wanted, Candidate last) {
        return wanted.startedAfter().filter(last.startDate()::isBefore).isPresent();
    }

    private static List<Candidate> withWords(
            DSLContext sql, TenantId tenant, Wanted wanted, Sought sought, Optional<Candidate> last, int most) {
        ExecutionsWithWords found = ExecutionsWithWords.EXECUTIONS_WITH_WORDS;
        return sql.select(found.EXECUTION_ID, found.START_DATE)
                .from(found.call(
                        tenant.value(),
                        wanted.region(),
                        wanted.machine().orElse(null),
                        query(tenant, sought),
                        last.map(Candidate::startDate).orElse(null),
                        last.map(Candidate::id).orElse(null),
                        most))
                .fetch(row -> new Candidate(row.value1(), row.value2()));
    }

    /** Whatever is wanted: the conditions on attributes are asked of these only, or the database would look for all that satisfy them. */
    private static List<Candidate> newest(
            DSLContext sql, TenantId tenant, Wanted wanted, Optional<Candidate> last, int most) {
        return sql.select(E.EXECUTION_ID, E.START_DATE)
                .from(E)
                .where(
                        PostgresSurvey.wanted(tenant, wanted),
                        last.map(l -> DSL.row(E.START_DATE, E.EXECUTION_ID).lt(l.startDate(), l.id()))
                                .orElse(DSL.noCondition()))
                .orderBy(E.START_DATE.desc(), E.EXECUTION_ID.desc())
                .limit(most)
                .fetch(row -> new Candidate(row.value1(), row.value2()));
    }

    /** As PostgreSQL writes a tsquery. Words are letters and digits, so nothing in the quotation marks needs care. */
    private static String query(TenantId tenant, Sought sought) {
        return sought.words().stream()
                .map(word -> "'" + IndexColumns.lexeme(tenant.value(), word.text()) + "'" + (word.prefix() ? ":*" : ""))
                .collect(Collectors.joining(" & "));
    }

    private static List<Found> these(DSLContext sql, Condition rest, List<Candidate> candidates) {
        return candidates.isEmpty()
                ? List.of()
                : sql.select(PostgresSurvey.FOUND)
                        .from(E)
                        .where(rest, isAnyOf(candidates))
                        .orderBy(E.START_DATE.desc(), E.EXECUTION_ID.desc())
                        .fetch(PostgresSurvey::found);
    }

    private static Condition isAnyOf(List<Candidate> candidates) {
        return E.EXECUTION_ID.eq(DSL.any(candidates.stream().map(Candidate::id).toArray(UUID[]::new)));
    }

    Counts count(TenantId tenant, Wanted wanted, Sought sought) {
        Condition rest = rest(tenant, wanted, sought);
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        return transactions.query(List.of(tenant), sql -> {
            if (sought.words().isEmpty()) {
                count(sql, rest, counts);
                return new Counts(counts, false);
            }
            Optional<Candidate> last = start(wanted, Optional.empty());
            for (int seen = 0; seen < COUNTED; seen += COUNTED_AT_ONCE) {
                List<Candidate> some = withWords(sql, tenant, wanted, sought, last, COUNTED_AT_ONCE);
                if (!some.isEmpty()) {
                    count(sql, rest.and(isAnyOf(some)), counts);
                }
                if (some.size() < COUNTED_AT_ONCE || isTooOld(wanted, some.getLast())) {
                    return new Counts(counts, false);
                }
                last = Optional.of(some.getLast());
            }
            return new Counts(counts, true);
        });
    }

    private static void count(DSLContext sql, Condition which, Map<RunStatus, Long> counts) {
        sql.select(E.STATUS, COUNT)
                .from(E)
                .where(which)
                .groupBy(E.STATUS)
                .forEach(row -> counts.merge(
                        RunStatus.valueOf(row.value1()), row.value2().longValue(), Long::sum));
    }
}
