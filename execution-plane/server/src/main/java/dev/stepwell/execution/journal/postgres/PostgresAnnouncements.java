package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.ANNOUNCEMENT;
import static dev.stepwell.execution.schema.Tables.SEGMENT;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.Announcements;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.schema.tables.ToBeAnnounced;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Announcements in PostgreSQL. */
public final class PostgresAnnouncements implements Announcements {
    private static final Logger LOG = System.getLogger(PostgresAnnouncements.class.getName());

    /** 1, 2, 4 … seconds, and not longer than the longest; the attempts before count. */
    private static final Field<Instant> NEXT = DSL.field(
            "now() + least(power(2, least(attempts, 20)), " + LONGEST_PAUSE.toSeconds() + ") * interval '1 second'",
            SQLDataType.INSTANT);

    private static final Condition TOO_OLD =
            DSL.condition("noted_at < now() - interval '" + PATIENCE.toSeconds() + " seconds'");

    private final EngineTransactions transactions;
    private final ExecutionReader executions;

    private final Predicate<TenantId> announced;

    /**
     * In a database that is migrated.
     *
     * @param announced whose turns are noted, as {@link PostgresStore} has been told
     */
    public PostgresAnnouncements(DataSource source, Predicate<TenantId> announced) {
        this.announced = announced;
        this.transactions = new EngineTransactions(source);
        this.executions = new ExecutionReader(transactions, "none");
    }

    @Override
    public boolean isNoted(TenantId tenant) {
        return announced.test(tenant);
    }

    private record Found(Place place, List<JournalRecord> records) {}

    @Override
    public List<Noted> take(int most) {
        ToBeAnnounced due = ToBeAnnounced.TO_BE_ANNOUNCED;
        List<Place> places = transactions.query(
                List.of(),
                sql -> sql.select(due.TENANT_ID, due.EXECUTION_ID, due.FIRST_SEQ)
                        .from(due.call(most))
                        .fetch(row -> place(row.value1(), row.value2(), row.value3())));
        if (places.isEmpty()) {
            return List.of();
        }
        List<Found> found = transactions.query(tenants(places), sql -> claim(sql, places));
        return withRows(found);
    }

    /** One look per tenant. */
    private List<Noted> withRows(List<Found> found) {
        Map<TenantId, List<Found>> byTenant = found.stream()
                .collect(Collectors.groupingBy(turn -> turn.place().key().tenant()));
        List<Noted> noted = new ArrayList<>();
        byTenant.forEach((tenant, turns) -> {
            Map<ExecutionId, ExecutionRow> rows = executions.findAll(
                    tenant, turns.stream().map(turn -> turn.place().key().id()).collect(Collectors.toSet()));
            for (Found turn : turns) {
                ExecutionRow row = rows.get(turn.place().key().id());
                if (row != null) {
                    noted.add(new Noted(turn.place(), row, turn.records()));
                }
            }
        });
        return noted;
    }

    /** Of two nodes that come at once the second finds them not due any more. */
    private static List<Found> claim(DSLContext sql, List<Place> places) {
        int givenUp =
                sql.deleteFrom(ANNOUNCEMENT).where(isOneOf(places)).and(TOO_OLD).execute();
        if (givenUp > 0) {
            LOG.log(Level.WARNING, "{0} changes were not announced within a day and never will be", givenUp);
        }
        List<Place> mine = sql.update(ANNOUNCEMENT)
                .set(ANNOUNCEMENT.DUE_AT, NEXT)
                .set(ANNOUNCEMENT.ATTEMPTS, ANNOUNCEMENT.ATTEMPTS.plus(1))
                .where(isOneOf(places))
                .and(DSL.condition("due_at <= now()"))
                .returningResult(ANNOUNCEMENT.TENANT_ID, ANNOUNCEMENT.EXECUTION_ID, ANNOUNCEMENT.FIRST_SEQ)
                .fetch(row -> place(row.value1(), row.value2(), row.value3()));
        List<Found> found = new ArrayList<>();
        if (!mine.isEmpty()) {
            sql.select(SEGMENT.TENANT_ID, SEGMENT.EXECUTION_ID, SEGMENT.FIRST_SEQ, SEGMENT.BYTES)
                    .from(SEGMENT)
                    .where(DSL.row(SEGMENT.TENANT_ID, SEGMENT.EXECUTION_ID, SEGMENT.FIRST_SEQ)
                            .in(mine.stream()
                                    .map(p -> DSL.row(
                                            p.key().tenant().value(),
                                            p.key().id().value(),
                                            p.firstSeq()))
                                    .toList()))
                    .forEach(row -> read(sql, place(row.value1(), row.value2(), row.value3()), row.value4())
                            .ifPresent(found::add));
        }
        return found;
    }

    private static Optional<Found> read(DSLContext sql, Place place, byte[] bytes) {
        try {
            SegmentReader segment = SegmentReader.open(bytes);
            return Optional.of(
                    new Found(place, segment.records(ExecutionReader.payloads(sql, place.key(), segment.refs()))));
        } catch (UnknownRecordException | CorruptJournalException e) {
            LOG.log(Level.WARNING, "what execution {0} did cannot be announced now: {1}", place.key(), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void done(List<Place> told) {
        if (!told.isEmpty()) {
            transactions.query(
                    tenants(told),
                    sql -> sql.deleteFrom(ANNOUNCEMENT).where(isOneOf(told)).execute());
        }
    }

    private static Condition isOneOf(List<Place> places) {
        return DSL.row(ANNOUNCEMENT.TENANT_ID, ANNOUNCEMENT.EXECUTION_ID, ANNOUNCEMENT.FIRST_SEQ)
                .in(places.stream()
                        .map(p -> DSL.row(p.key().tenant().value(), p.key().id().value(), p.firstSeq()))
                        .toList());
    }

    private static Set<TenantId> tenants(List<Place> places) {
        Set<TenantId> tenants = new HashSet<>();
        places.forEach(place -> tenants.add(place.key().tenant()));
        return tenants;
    }

    private static Place place(Long tenant, UUID id, Long firstSeq) {
        return new Place(new ExecutionKey(new TenantId(tenant), new ExecutionId(id)), firstSeq);
    }
}
