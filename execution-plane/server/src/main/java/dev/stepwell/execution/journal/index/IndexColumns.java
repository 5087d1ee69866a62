package dev.stepwell.execution.journal.index;

import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.search.SearchIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What is written into the index at once, as one array a column: however many rows there are, the statements are the same. */
final class IndexColumns {
    private final List<Long> tenants = new ArrayList<>();
    private final List<UUID> executions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private final List<Long> millis = new ArrayList<>();
    private final WordColumns texts = new WordColumns();

    /** The words of executions; those of one as a text with spaces between them, as arrays of arrays must all be of one length. */
    private static final class WordColumns {
        private final List<Long> tenants = new ArrayList<>();
        private final List<UUID> executions = new ArrayList<>();
        private final List<String> regions = new ArrayList<>();
        private final List<String> machines = new ArrayList<>();
        private final List<Long> millis = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
    }

    /** How a word of a tenant stands in the index. */
    static String lexeme(long tenant, String word) {
        return tenant + ":" + word;
    }

    void add(ExecutionRow row, Entry entry) {
        long tenant = row.key().tenant().value();
        String region = row.facts().region();
        entry.attributes().forEach((name, value) -> {
            tenants.add(tenant);
            executions.add(row.key().id().value());
            names.add(name);
            regions.add(region);
            values.add(value.toByteArray());
            millis.add(row.startDate().toEpochMilli());
        });
        entry.words().ifPresent(words -> {
            texts.tenants.add(tenant);
            texts.executions.add(row.key().id().value());
            texts.regions.add(region);
            texts.machines.add(row.facts().stateMachineName());
            texts.millis.add(row.startDate().toEpochMilli());
            texts.words.add(joined(tenant, words));
        });
    }

    private static String joined(long tenant, Set<String> words) {
        return String.join(" ", words.stream().map(word -> lexeme(tenant, word)).toList());
    }

    void write(DSLContext sql) {
        if (!tenants.isEmpty()) {
            sql.execute(
                    "INSERT INTO execution.search_attribute AS a (tenant_id, execution_id, name, region, value, start_date)"
                            + " SELECT t, x, n, r, v, 'epoch'::timestamptz + s * interval '1 millisecond'"
                            + " FROM unnest({0}, {1}, {2}, {3}, {4}, {5}) AS l (t, x, n, r, v, s) ORDER BY t, x, n"
                            + " ON CONFLICT (tenant_id, execution_id, name) DO UPDATE SET value = EXCLUDED.value"
                            + " WHERE a.value <> EXCLUDED.value",
                    DSL.val(tenants.toArray(Long[]::new)),
                    DSL.val(executions.toArray(UUID[]::new)),
                    DSL.val(names.toArray(String[]::new)),
                    DSL.val(regions.toArray(String[]::new)),
                    DSL.val(values.toArray(byte[][]::new)),
                    DSL.val(millis.toArray(Long[]::new)));
        }
        if (!texts.tenants.isEmpty()) {
            sql.execute(
                    "INSERT INTO execution.search_text AS w (tenant_id, execution_id, region, machine, start_date, words)"
                            + " SELECT t, x, r, m, 'epoch'::timestamptz + s * interval '1 millisecond', string_to_array(v, ' ')"
                            + " FROM unnest({0}, {1}, {2}, {3}, {4}, {5}) AS l (t, x, r, m, s, v) ORDER BY t, x"
                            + " ON CONFLICT (tenant_id, execution_id) DO UPDATE SET words = EXCLUDED.words"
                            + " WHERE w.words <> EXCLUDED.words",
                    DSL.val(texts.tenants.toArray(Long[]::new)),
                    DSL.val(texts.executions.toArray(UUID[]::new)),
                    DSL.val(texts.regions.toArray(String[]::new)),
                    DSL.val(texts.machines.toArray(String[]::new)),
                    DSL.val(texts.millis.toArray(Long[]::new)),
                    DSL.val(texts.words.toArray(String[]::new)));
        }
    }
}
