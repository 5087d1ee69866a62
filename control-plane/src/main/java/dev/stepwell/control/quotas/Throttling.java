package dev.stepwell.control.quotas;

import static dev.stepwell.control.schema.Tables.THROTTLED;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.Routines;
import dev.stepwell.names.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;

/** The books on requests that were throttled, kept for a day. */
public final class Throttling {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final ControlDatabase database;

    /** The books in that database. */
    public Throttling(ControlDatabase database) {
        this.database = database;
    }

    /**
     * What a gateway has counted of an action within a minute.
     *
     * @param minute when that began
     * @param count all of it so far
     */
    public record Count(String action, Instant minute, long count) {}

    /** How often an action was throttled within the last hour and the last day. */
    public record Throttled(String action, long hour, long day) {}

    /** Enters what a gateway has counted, each action and minute at most once; what it has reported before is replaced by the larger count. */
    public void enter(TenantId tenant, UUID gateway, List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        var unused = database.write(tenant, sql -> {
            var insert = sql.insertInto(
                    THROTTLED,
                    THROTTLED.TENANT_ID,
                    THROTTLED.MINUTE,
                    THROTTLED.ACTION,
                    THROTTLED.GATEWAY,
                    THROTTLED.COUNT);
            for (Count count : counts) {
                insert = insert.values(tenant.value(), count.minute(), count.action(), gateway, count.count());
            }
            return insert.onConflict(THROTTLED.TENANT_ID, THROTTLED.MINUTE, THROTTLED.ACTION, THROTTLED.GATEWAY)
                    .doUpdate()
                    .set(THROTTLED.COUNT, greatest(THROTTLED.COUNT, excluded(THROTTLED.COUNT)))
                    .execute();
        });
    }

    /** The actions that were throttled within the day before a time, those most throttled within its last hour first. */
    public List<Throttled> before(TenantId tenant, Instant now) {
        Field<BigDecimal> day = sum(THROTTLED.COUNT);
        Field<BigDecimal> hour =
                sum(when(THROTTLED.MINUTE.gt(now.minus(HOUR)), THROTTLED.COUNT).else_(0L));
        return database.read(
                tenant,
                sql -> sql.select(THROTTLED.ACTION, hour, day)
                        .from(THROTTLED)
                        .where(THROTTLED.TENANT_ID.eq(tenant.value()), THROTTLED.MINUTE.gt(now.minus(DAY)))
                        .groupBy(THROTTLED.ACTION)
                        .orderBy(hour.desc(), day.desc(), THROTTLED.ACTION)
                        .fetch(row -> new Throttled(
                                row.value1(),
                                row.value2().longValue(),
                                row.value3().longValue())));
    }

    /** Forgets what is older than anybody asks for. Called now and then. */
    public void sweep() {
        database.discover(sql -> Routines.sweepThrottled(sql.configuration()));
    }
}
