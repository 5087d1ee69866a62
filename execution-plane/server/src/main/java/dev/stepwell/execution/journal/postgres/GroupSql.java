package dev.stepwell.execution.journal.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one statement that writes a group (blueprint §4). It locks the execution rows in the order of their ids where epoch, seq and
 * owner are as the turns saw them, and the rows of the heartbeats they saw; the turns that are left, with the births whose names
 * were free, are the survivors, and everything else that is written joins those.
 */
final class GroupSql {
    /**
     * Plans are made once, for rows found by their keys: tables that were empty when a plan was made may be large when it is used.
     */
    private static final String ENTER = EngineTransactions.ENTER.replace(
            " IS NULL",
            " || set_config('plan_cache_mode', 'force_generic_plan', true) || set_config('enable_seqscan', 'off', true) IS NULL");

    private static final String MILLIS = "'epoch'::timestamptz + %s * interval '1 millisecond'";

    private static final Map<Set<Part>, String> MADE = new ConcurrentHashMap<>();

    private GroupSql() {}

    /**
     * The text: the first parameter is the set of tenants, then come the columns of the given parts in their order. Of its two
     * results the second has the {@code ord} of every survivor.
     */
    static String of(Set<Part> parts) {
        return MADE.computeIfAbsent(Set.copyOf(parts), GroupSql::make);
    }

    private static String make(Set<Part> parts) {
        List<String> clauses = new ArrayList<>();
        for (Part part : Part.values()) {
            if (parts.contains(part)) {
                clauses.add(part.sql());
            }
        }
        List<String> survivors = new ArrayList<>();
        if (parts.contains(Part.BIRTH)) {
            clauses.addAll(births(parts.contains(Part.ENDING)));
            survivors.add("SELECT t.* FROM turn t JOIN born USING (tenant_id, execution_id)");
        }
        if (parts.contains(Part.MOVE)) {
            clauses.add(HELD);
            survivors.add(
                    "SELECT t.* FROM turn t JOIN held USING (ord)" + (parts.contains(Part.GUARD) ? UNBEATEN : ""));
        }
        if (parts.contains(Part.GUARD)) {
            clauses.add(BEATS);
        }
        if (parts.contains(Part.HEIR)) {
            clauses.add(inherited(parts.contains(Part.GUARD)));
            survivors.add("SELECT t.* FROM turn t JOIN inherited USING (tenant_id, execution_id)");
        }
        clauses.add("survivor AS MATERIALIZED (" + String.join(" UNION ALL ", survivors) + ")");
        if (parts.contains(Part.MOVE)) {
            clauses.add(moved(parts.contains(Part.ENDING), parts.contains(Part.REOPENED)));
        }
        for (Part part : Part.values()) {
            if (parts.contains(part)) {
                clauses.addAll(writes(part));
            }
        }
        return ENTER + ";\nWITH " + String.join(",\n", clauses) + "\nSELECT ord FROM survivor";
    }

    private static List<String> births(boolean ending) {
        String status = ending ? "coalesce(x.status, 'RUNNING')" : "'RUNNING'";
        String stop = ending ? MILLIS.formatted("x.stop_millis") : "NULL::timestamptz";
        return List.of(
                "named AS (INSERT INTO execution.execution_name"
                        + " (tenant_id, region, machine, name, execution_id, start_date)"
                        + " SELECT t.tenant_id, b.region, b.machine, b.name, t.execution_id, "
                        + MILLIS.formatted("b.start_millis")
                        + " FROM birth b JOIN turn t USING (ord)"
                        + " ORDER BY t.tenant_id, b.region, b.machine, b.name, b.ord"
                        + " ON CONFLICT DO NOTHING RETURNING tenant_id, execution_id)",
                "born AS (INSERT INTO execution.execution (tenant_id, execution_id, epoch, seq, owner, start_date,"
                        + " stop_date, status, region, machine, account, version_arn, alias_arn, facts, ending, name, error)"
                        + " SELECT t.tenant_id, t.execution_id, t.next_epoch, t.next_seq, t.owner, "
                        + MILLIS.formatted("b.start_millis") + ", " + stop + ", " + status
                        + ", b.region, b.listing, b.account, b.version_arn, b.alias_arn, b.facts, "
                        + (ending ? "x.bytes, b.own_name, x.error" : "NULL::bytea, b.own_name, NULL::bytea")
                        + " FROM named JOIN turn t USING (tenant_id, execution_id) JOIN birth b USING (ord)"
                        + (ending ? " LEFT JOIN ending x USING (ord)" : "")
                        + " RETURNING tenant_id, execution_id)");
    }

    private static final String HELD = """
            held AS MATERIALIZED (
                SELECT t.ord FROM move JOIN turn t USING (ord)
                JOIN execution.execution e ON e.tenant_id = t.tenant_id AND e.execution_id = t.execution_id
                WHERE e.epoch = t.epoch AND e.seq = t.seq
                  AND (e.owner = t.owner OR e.status <> 'RUNNING' OR NOT EXISTS (
                      SELECT FROM execution.node n WHERE n.incarnation = e.owner))
                ORDER BY t.tenant_id, t.execution_id
                FOR NO KEY UPDATE OF e)""";

    /** Successors live by the turns that end their predecessors. */
    private static String inherited(boolean guarded) {
        return "inherited AS (INSERT INTO execution.execution (tenant_id, execution_id, epoch, seq, owner, start_date,"
                + " status, region, machine, account, version_arn, alias_arn, facts, name)"
                + " SELECT t.tenant_id, t.execution_id, t.next_epoch, t.next_seq, t.owner, "
                + MILLIS.formatted("b.start_millis")
                + ", 'RUNNING', b.region, b.listing, b.account, b.version_arn, b.alias_arn, b.facts, b.own_name"
                + " FROM heir b JOIN turn t USING (ord) JOIN held h ON h.ord = b.after"
                + (guarded ? " WHERE NOT EXISTS (SELECT FROM beats x WHERE x.ord = h.ord AND x.newer)" : "")
                + " RETURNING tenant_id, execution_id)";
    }

    /** Locks the rows, so that a beat comes wholly before or wholly after; after waiting for a lock they are looked at again. */
    private static final String BEATS = """
            beats AS MATERIALIZED (
                SELECT g.ord, k.last_beat > %s AS newer FROM guard g JOIN held USING (ord) JOIN turn t USING (ord)
                JOIN execution.task k ON k.tenant_id = t.tenant_id AND k.execution_id = t.execution_id
                 AND k.event_id = g.event_id AND k.generation = g.generation
                FOR NO KEY UPDATE OF k)""".formatted(MILLIS.formatted("g.seen_millis"));

    private static final String UNBEATEN = " WHERE NOT EXISTS (SELECT FROM beats x WHERE x.ord = t.ord AND x.newer)";

    /** An execution may run again and end once more in one turn: its end comes last. */
    private static String moved(boolean ending, boolean reopened) {
        StringBuilder set = new StringBuilder("epoch = s.next_epoch, seq = s.next_seq, owner = s.owner");
        if (ending || reopened) {
            set.append(", status = ").append(after("status", "'RUNNING'", "x.status", ending, reopened));
            set.append(", ending = ").append(after("ending", "NULL", "x.bytes", ending, reopened));
            set.append(", stop_date = ")
                    .append(after("stop_date", "NULL", MILLIS.formatted("x.stop_millis"), ending, reopened));
            set.append(", error = ").append(errorAfter(ending, reopened));
        }
        if (reopened) {
            set.append(", redrive_count = coalesce(r.redrive_count, e.redrive_count), redrive_date = coalesce("
                    + MILLIS.formatted("r.redrive_millis") + ", e.redrive_date)");
        }
        return "moved AS (UPDATE execution.execution e SET " + set + " FROM survivor s JOIN move USING (ord)"
                + (ending ? " LEFT JOIN ending x USING (ord)" : "")
                + (reopened ? " LEFT JOIN reopened r USING (ord)" : "")
                + " WHERE e.tenant_id = s.tenant_id AND e.execution_id = s.execution_id)";
    }

    private static String after(String column, String open, String end, boolean ending, boolean reopened) {
        String before = before(column, open, reopened);
        return ending ? "coalesce(" + end + ", " + before + ")" : before;
    }

    /** An end may well have no error. */
    private static String errorAfter(boolean ending, boolean reopened) {
        String before = before("error", "NULL", reopened);
        return ending ? "CASE WHEN x.status IS NULL THEN " + before + " ELSE x.error END" : before;
    }

    private static String before(String column, String open, boolean reopened) {
        return reopened
                ? "CASE WHEN r.redrive_count IS NULL THEN e." + column + " ELSE " + open + " END"
                : "e." + column;
    }

    private static List<String> writes(Part part) {
        return switch (part) {
            case TURN, BIRTH, MOVE, GUARD, REOPENED -> List.of();
            case HEIR ->
                List.of(
                        "keyed_heir AS MATERIALIZED (SELECT s.tenant_id, s.execution_id, p.execution_id AS before, x.region,"
                                + " x.machine, x.name, x.start_millis FROM heir x JOIN survivor s USING (ord)"
                                + " JOIN turn p ON p.ord = x.after)",
                        RENAMED);
            case FREED ->
                List.of(
                        keyed(part, "x.region, x.machine, x.name"),
                        "unnamed AS (DELETE FROM execution.execution_name k USING keyed_freed x WHERE k.tenant_id = x.tenant_id"
                                + OF_NAME + " AND k.execution_id = x.execution_id)");
            case SEGMENT -> List.of(WRITTEN);
            case PAYLOAD -> List.of(KEPT);
            case OPENED -> List.of(OFFERED);
            case HANDED ->
                List.of(
                        keyed(part, TASK),
                        "taken AS (UPDATE execution.task k SET handed_out = true FROM keyed_handed x" + OF_TASK + ")");
            case CLOSED ->
                List.of(
                        keyed(part, TASK),
                        "done AS (DELETE FROM execution.task k USING keyed_closed x" + OF_TASK + ")");
            case SENT -> List.of(POSTED);
            case TAKEN_IN ->
                List.of(
                        keyed(part, TASK + ", x.sender_id, x.kind"),
                        "emptied AS (DELETE FROM execution.inbox k USING keyed_taken_in x" + OF_TASK
                                + " AND k.sender_id = x.sender_id AND k.kind = x.kind)");
            case WAKE -> List.of(WOKEN, UNWOKEN);
            case SNAPSHOT -> List.of(FROZEN);
            case CANCELLED ->
                List.of(
                        keyed(part, TASK),
                        "cancelling AS (UPDATE execution.task k SET cancel_requested = true FROM keyed_cancelled x"
                                + OF_TASK + ")");
            case RUN -> List.of(SHOWN);
            case RUN_CHANGE -> List.of(RESHOWN);
            case LOGGED -> List.of(LOGGING);
            case ANNOUNCED -> List.of(ANNOUNCING);
            case INDEXED -> List.of(INDEXING);
            case ENDING -> List.of(ended("task"), ended("wakeup"), ended("snapshot"));
        };
    }

    /**
     * What a sheet says of survivors, with the whole key of the rows it means in one place. Joined on the way, PostgreSQL would go from
     * the sheet to the table by the end of the key alone and read an index from end to end for each row.
     */
    private static String keyed(Part part, String columns) {
        String sheet = part.name().toLowerCase(Locale.ROOT);
        return "keyed_" + sheet + " AS MATERIALIZED (SELECT s.tenant_id, s.execution_id, " + columns + " FROM " + sheet
                + " x JOIN survivor s USING (ord))";
    }

    private static final String LOGGING = "noted AS (INSERT INTO execution.log_backlog"
            + " (tenant_id, execution_id, first_seq, level, with_data, due_at)"
            + " SELECT s.tenant_id, s.execution_id, s.seq + 1, x.level, x.with_data, now()"
            + " FROM logged x JOIN survivor s USING (ord))";

    private static final String ANNOUNCING = "announcing AS (INSERT INTO execution.announcement"
            + " (tenant_id, execution_id, first_seq, noted_at, due_at, attempts)"
            + " SELECT s.tenant_id, s.execution_id, s.seq + 1, now(), now(), 0"
            + " FROM announced x JOIN survivor s USING (ord))";

    private static final String INDEXING = "indexing AS (INSERT INTO execution.search_backlog"
            + " (tenant_id, execution_id, first_seq, noted_at, due_at)"
            + " SELECT s.tenant_id, s.execution_id, s.seq + 1, now(), now()"
            + " FROM indexed x JOIN survivor s USING (ord))";

    private static final String TASK = "x.event_id, x.generation";

    private static final String OF_TASK = " WHERE k.tenant_id = x.tenant_id AND k.execution_id = x.execution_id"
            + " AND k.event_id = x.event_id AND k.generation = x.generation";

    private static final String OF_NAME = " AND k.region = x.region AND k.machine = x.machine AND k.name = x.name";

    /** The name goes over without ever being nobody's. */
    private static final String RENAMED = "renamed AS (UPDATE execution.execution_name k"
            + " SET execution_id = x.execution_id, start_date = " + MILLIS.formatted("x.start_millis")
            + " FROM keyed_heir x WHERE k.tenant_id = x.tenant_id" + OF_NAME + " AND k.execution_id = x.before)";

    private static final String SHOWN =
            "shown AS (INSERT INTO execution.swf_run (tenant_id, execution_id, region, domain, workflow_id,"
                    + " type_name, type_version, tags, start_date)"
                    + " SELECT s.tenant_id, s.execution_id, x.region, x.domain, x.workflow_id, x.type_name,"
                    + " x.type_version, x.tags, " + MILLIS.formatted("x.start_millis")
                    + " FROM run x JOIN survivor s USING (ord))";

    private static final String WRITTEN =
            "written AS (INSERT INTO execution.segment (tenant_id, execution_id, first_seq, last_seq,"
                    + " first_event, last_event, epoch, bytes)"
                    + " SELECT s.tenant_id, s.execution_id, s.seq + 1, s.next_seq, x.first_event, x.last_event,"
                    + " s.next_epoch, x.bytes FROM segment x JOIN survivor s USING (ord))";

    private static final String KEPT = "kept AS (INSERT INTO execution.payload (tenant_id, execution_id, hash, bytes)"
            + " SELECT s.tenant_id, s.execution_id, x.hash, x.bytes"
            + " FROM payload x JOIN survivor s USING (ord) ON CONFLICT DO NOTHING)";

    private static final String OFFERED =
            "offered AS (INSERT INTO execution.task (tenant_id, execution_id, event_id, generation,"
                    + " handed_out, scheduled_at, line, priority)"
                    + " SELECT s.tenant_id, s.execution_id, x.event_id, x.generation, x.handed_out, now(),"
                    + " x.line, x.priority FROM opened x JOIN survivor s USING (ord) ON CONFLICT DO NOTHING)";

    private static final String POSTED = "posted AS (INSERT INTO execution.inbox"
            + " (tenant_id, execution_id, sender_id, kind, event_id, generation, sent_at)"
            + " SELECT s.tenant_id, x.receiver_id, s.execution_id, x.kind, x.event_id, x.generation, now()"
            + " FROM sent x JOIN survivor s USING (ord) ON CONFLICT DO NOTHING)";

    private static final String FROZEN =
            "frozen AS (INSERT INTO execution.snapshot (tenant_id, execution_id, code_version, seq, bytes)"
                    + " SELECT s.tenant_id, s.execution_id, x.code_version, s.next_seq, x.bytes"
                    + " FROM snapshot x JOIN survivor s USING (ord)"
                    + " ON CONFLICT (tenant_id, execution_id, code_version)"
                    + " DO UPDATE SET seq = EXCLUDED.seq, bytes = EXCLUDED.bytes)";

    private static final String RESHOWN = "reshown AS (UPDATE execution.swf_run k SET"
            + " cancel_requested = k.cancel_requested OR x.cancel_requested, close_date = coalesce("
            + MILLIS.formatted("x.close_millis") + ", k.close_date),"
            + " close_status = coalesce(x.close_status, k.close_status)"
            + " FROM run_change x JOIN survivor s USING (ord)"
            + " WHERE k.tenant_id = s.tenant_id AND k.execution_id = s.execution_id)";

    /** It only moves earlier, until it is due. */
    private static final String WOKEN =
            "woken AS (INSERT INTO execution.wakeup AS w (tenant_id, execution_id, due_at, slot)"
                    + " SELECT s.tenant_id, s.execution_id, " + MILLIS.formatted("x.due_millis") + ", x.slot"
                    + " FROM wake x JOIN survivor s USING (ord) WHERE x.due_millis IS NOT NULL"
                    + " ON CONFLICT (tenant_id, execution_id) DO UPDATE SET due_at = EXCLUDED.due_at"
                    + " WHERE w.due_at > EXCLUDED.due_at OR w.due_at <= now())";

    private static final String UNWOKEN = "unwoken AS (DELETE FROM execution.wakeup w"
            + " USING wake x JOIN survivor s USING (ord) WHERE x.due_millis IS NULL"
            + " AND w.tenant_id = s.tenant_id AND w.execution_id = s.execution_id AND w.due_at <= now())";

    private static String ended(String table) {
        return "ended_" + table + " AS (DELETE FROM execution." + table + " d"
                + " USING ending x JOIN survivor s USING (ord)"
                + " WHERE d.tenant_id = s.tenant_id AND d.execution_id = s.execution_id)";
    }
}
