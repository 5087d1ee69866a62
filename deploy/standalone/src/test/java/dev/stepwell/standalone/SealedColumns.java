package dev.stepwell.standalone;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.sealing.BrokenSeal;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every column of bytes of the database, and which of them lie under the master key: those must follow it when it is replaced. */
final class SealedColumns {
    /** Sealed under a key that is derived from the master key, with that one's id before it. */
    private static final List<String> BY_CONTROL =
            List.of("control.tenant.data_key", "control.master_key_proof.proof", "control.pepper.sealed");

    /** Sealed under the cluster's key, which is derived from the master key. */
    private static final String OF_WEBHOOKS = "execution.webhook.secret";

    /** Sealed under their tenant's data key, which stays the same. */
    private static final List<String> BY_DATA_KEY = List.of(
            "control.credential.secret",
            "control.connection.parameters",
            "control.aws_service.secret",
            "control.idempotency.answer");

    /** Hashes, whose key (the pepper) stays the same, or that have none. */
    private static final List<String> HASHES = List.of(
            "control.operator_key.secret",
            "control.session.token_hash",
            "control.audit.hash",
            "control.audit_head.hash",
            "control.idempotency.key_hash",
            "control.idempotency.fingerprint",
            "execution.payload.hash");

    /** Sealed under nothing. */
    private static final List<String> PLAIN = List.of(
            "control.revision.definition",
            "control.mock_revision.states",
            "execution.execution.facts",
            "execution.execution.ending",
            "execution.execution.error",
            "execution.segment.bytes",
            "execution.payload.bytes",
            "execution.snapshot.bytes",
            "execution.log_line.bytes",
            "execution.schedule.definition",
            "execution.schedule_fire.reason",
            "execution.task.details",
            "execution.webhook_message.body",
            "execution.object_piece.bytes",
            "execution.search_setting.definition",
            "execution.search_attribute.value",
            "execution.bulk_operation.error",
            "execution.bulk_operation.cause",
            "execution.bulk_operation.fork",
            "execution.machine_pause.reason",
            "execution.bulk_item.reason");

    private SealedColumns() {}

    /** All that are in one of the lists. */
    static Set<String> known() {
        Set<String> all = new TreeSet<>(BY_CONTROL);
        all.add(OF_WEBHOOKS);
        List.of(BY_DATA_KEY, HASHES, PLAIN).forEach(all::addAll);
        return all;
    }

    /** All that there are. */
    static Set<String> ofTheDatabase(Installation installation) throws SQLException {
        Set<String> all = new TreeSet<>();
        installation
                .bytes("SELECT n.nspname || '.' || c.relname || '.' || a.attname, ''::bytea FROM pg_attribute a"
                        + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname IN ('control', 'execution') AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                        + " AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype")
                .forEach(row -> all.add(row.getKey()));
        return all;
    }

    /** Where something lies under another master key than this one, or where there is nothing to look at. */
    static List<String> underOtherKeys(Installation installation, MasterKey only) throws SQLException {
        MasterKeys keys = MasterKeys.of(only);
        List<String> others = new ArrayList<>();
        for (String column : BY_CONTROL) {
            int dot = column.lastIndexOf('.');
            List<Map.Entry<String, byte[]>> rows = installation.bytes(
                    "SELECT 'x', " + column.substring(dot + 1) + " FROM " + column.substring(0, dot));
            if (rows.isEmpty() || rows.stream().anyMatch(row -> !isUnder(keys, row.getValue()))) {
                others.add(column);
            }
        }
        SecretSeal seal = new SecretSeal(keys.clusterKeys());
        List<Map.Entry<String, byte[]>> secrets = installation.bytes(
                "SELECT 'webhook/' || tenant_id || '/' || webhook_id, secret FROM execution.webhook");
        if (secrets.isEmpty()
                || secrets.stream()
                        .anyMatch(row -> seal.open(ByteString.copyFrom(row.getValue()), row.getKey())
                                .isEmpty())) {
            others.add(OF_WEBHOOKS);
        }
        return others;
    }

    private static boolean isUnder(MasterKeys keys, byte[] sealed) {
        try {
            return keys.over(sealed) != null;
        } catch (BrokenSeal other) {
            return false;
        }
    }
}
