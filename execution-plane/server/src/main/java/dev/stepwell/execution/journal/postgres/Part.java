package dev.stepwell.execution.journal.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The sheets of a group's statement, with their columns. Every row says by {@code ord} which turn it is of. Only {@link #TURN} is
 * always there: a statement names no more than its group needs, as each clause costs time even when it does nothing.
 */
enum Part {
    /** What must hold and what it becomes. */
    TURN("ord INT, tenant_id LONG, execution_id ID, epoch LONG, seq LONG, owner ID, next_epoch LONG, next_seq LONG"),
    /** Executions to be inserted. */
    BIRTH(
            "ord INT, region TEXT, account TEXT, machine TEXT, listing TEXT, name TEXT, own_name TEXT, version_arn TEXT, alias_arn TEXT,"
                    + " start_millis LONG, facts BYTES"),
    /** Successors of executions that end, to be inserted if the turn of the given number ends its own. */
    HEIR(
            "ord INT, region TEXT, account TEXT, machine TEXT, listing TEXT, name TEXT, own_name TEXT, version_arn TEXT, alias_arn TEXT,"
                    + " start_millis LONG, facts BYTES, after INT"),
    /** Names of executions that end, which are free again. */
    FREED("ord INT, region TEXT, machine TEXT, name TEXT"),
    /** Turns of executions that are there: their numbers only. */
    MOVE("ord INT"),
    SEGMENT("ord INT, first_event LONG, last_event LONG, bytes BYTES"),
    PAYLOAD("ord INT, hash BYTES, bytes BYTES"),
    /** Heartbeats that a turn has seen. */
    GUARD("ord INT, event_id LONG, generation INT, seen_millis LONG"),
    OPENED("ord INT, event_id LONG, generation INT, handed_out BOOL, line TEXT, priority INT"),
    HANDED("ord INT, event_id LONG, generation INT"),
    CLOSED("ord INT, event_id LONG, generation INT"),
    SENT("ord INT, receiver_id ID, kind TEXT, event_id LONG, generation INT"),
    TAKEN_IN("ord INT, sender_id ID, kind TEXT, event_id LONG, generation INT"),
    /** Wake-ups; without a time: none any more. */
    WAKE("ord INT, due_millis LONG, slot INT"),
    SNAPSHOT("ord INT, code_version TEXT, bytes BYTES"),
    /** Executions that had ended and run again. */
    REOPENED("ord INT, redrive_count INT, redrive_millis LONG"),
    ENDING("ord INT, status TEXT, stop_millis LONG, bytes BYTES, error BYTES"),
    /** Tasks whose workers are asked to cancel them. */
    CANCELLED("ord INT, event_id LONG, generation INT"),
    /** Runs of SWF that begin. */
    RUN(
            "ord INT, region TEXT, domain TEXT, workflow_id TEXT, type_name TEXT, type_version TEXT, tags TEXT, start_millis LONG"),
    /** Runs of SWF that end, or are asked to cancel. */
    RUN_CHANGE("ord INT, cancel_requested BOOL, close_millis LONG, close_status TEXT"),
    /** Turns whose events are to be logged. */
    LOGGED("ord INT, level TEXT, with_data BOOL"),
    /** Turns of which somebody outside is to be told. */
    ANNOUNCED("ord INT"),
    /** Turns of which the search index is to learn. */
    INDEXED("ord INT");

    private final String names;
    private final List<Type> types = new ArrayList<>();

    Part(String columns) {
        List<String> all = new ArrayList<>();
        for (String column : columns.split(", ")) {
            String[] nameAndType = column.split(" ");
            all.add(nameAndType[0]);
            types.add(Type.valueOf(nameAndType[1]));
        }
        this.names = String.join(", ", all);
    }

    /** The types of its columns. */
    List<Type> types() {
        return types;
    }

    /** The sheet as a common table expression with one parameter per column. */
    String sql() {
        List<String> arrays =
                types.stream().map(type -> "?::" + type.sql + "[]").toList();
        return name().toLowerCase(Locale.ROOT) + " (" + names + ") AS MATERIALIZED (SELECT * FROM unnest("
                + String.join(", ", arrays) + "))";
    }

    /** The type of a column, and the empty array that values of it are collected into. */
    enum Type {
        INT("int4", new Integer[0]),
        LONG("int8", new Long[0]),
        BOOL("bool", new Boolean[0]),
        TEXT("text", new String[0]),
        ID("uuid", new UUID[0]),
        BYTES("bytea", new byte[0][]);

        final String sql;
        private final Object[] empty;

        Type(String sql, Object[] empty) {
            this.sql = sql;
            this.empty = empty;
        }

        Object[] array(List<?> values) {
            return values.toArray(empty);
        }
    }
}
