package dev.stepwell.execution.journal.postgres;

import dev.stepwell.execution.ports.Timetable.End;
import dev.stepwell.execution.ports.Timetable.Fire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Fires that are written, as one array a column: however many there are, the statement is the same. */
final class FireColumns {
    private final List<Long> tenants = new ArrayList<>();
    private final List<UUID> schedules = new ArrayList<>();
    private final List<Long> due = new ArrayList<>();
    private final List<Long> countsFrom = new ArrayList<>();
    private final List<Long> at = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final List<UUID> executions = new ArrayList<>();
    private final List<@Nullable String> outcomes = new ArrayList<>();
    private final List<@Nullable String> arns = new ArrayList<>();
    private final List<byte @Nullable []> reasons = new ArrayList<>();

    void add(long tenant, UUID schedule, Fire fire) {
        tenants.add(tenant);
        schedules.add(schedule);
        due.add(fire.due().toEpochMilli());
        countsFrom.add(fire.countsFrom().toEpochMilli());
        at.add(fire.at().toEpochMilli());
        attempts.add(fire.attempts());
        executions.add(fire.execution().value());
        outcomes.add(fire.end().map(end -> end.outcome().name()).orElse(null));
        arns.add(fire.end().flatMap(End::executionArn).orElse(null));
        reasons.add(fire.reason().isEmpty() ? null : fire.reason().getBytes(StandardCharsets.UTF_8));
    }

    /** Inserts those that are not there; answers how many. */
    int insert(DSLContext sql) {
        return tenants.isEmpty()
                ? 0
                : run(
                        sql,
                        "INSERT INTO execution.schedule_fire (tenant_id, schedule_id, due_at, counts_from, try_at, attempts,"
                                + " execution_id, outcome, execution_arn, reason, decided_at)"
                                + " SELECT t, s, d, c, CASE WHEN o IS NULL THEN a END, n, x, o, r, w,"
                                + " CASE WHEN o IS NOT NULL THEN a END FROM ("
                                + ROWS
                                + ") f ON CONFLICT DO NOTHING");
    }

    /** Makes those that are there what they are now. */
    void update(DSLContext sql) {
        if (!tenants.isEmpty()) {
            run(
                    sql,
                    "UPDATE execution.schedule_fire x SET try_at = CASE WHEN f.o IS NULL THEN f.a END, attempts = f.n,"
                            + " outcome = f.o, execution_arn = f.r, reason = f.w,"
                            + " decided_at = CASE WHEN f.o IS NOT NULL THEN f.a END FROM ("
                            + ROWS
                            + ") f WHERE x.tenant_id = f.t AND x.schedule_id = f.s AND x.due_at = f.d");
        }
    }

    private static final String ROWS = "SELECT t, s, 'epoch'::timestamptz + d * interval '1 millisecond' AS d,"
            + " 'epoch'::timestamptz + c * interval '1 millisecond' AS c,"
            + " 'epoch'::timestamptz + a * interval '1 millisecond' AS a, n, x, o, r, w"
            + " FROM unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}) AS l (t, s, d, c, a, n, x, o, r, w)";

    private int run(DSLContext sql, String statement) {
        return sql.execute(
                statement,
                DSL.val(tenants.toArray(Long[]::new)),
                DSL.val(schedules.toArray(UUID[]::new)),
                DSL.val(due.toArray(Long[]::new)),
                DSL.val(countsFrom.toArray(Long[]::new)),
                DSL.val(at.toArray(Long[]::new)),
                DSL.val(attempts.toArray(Integer[]::new)),
                DSL.val(executions.toArray(UUID[]::new)),
                DSL.val(outcomes.toArray(String[]::new)),
                DSL.val(arns.toArray(String[]::new)),
                DSL.val(reasons.toArray(byte[][]::new)));
    }
}
