package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.SEARCH_SETTING;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.platform.v1.PutSearchAttributesRequest;
import dev.stepwell.contracts.platform.v1.SearchAttribute;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.schema.tables.TenantsWithSearch;
import dev.stepwell.execution.search.SearchSettings;
import dev.stepwell.names.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Settings in PostgreSQL, as the questions that made them. */
public final class PostgresSearchSettings implements SearchSettings {
    private static final String OUTPUT = "OUTPUT";

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresSearchSettings(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    @Override
    public boolean put(TenantId tenant, Setting setting, int most) {
        return transactions.query(List.of(tenant), sql -> {
            boolean full = sql.fetchCount(
                            SEARCH_SETTING,
                            SEARCH_SETTING.TENANT_ID.eq(tenant.value()),
                            SEARCH_SETTING.MACHINE_ARN.ne(setting.machineArn()))
                    >= most;
            return !full
                    && sql.insertInto(SEARCH_SETTING)
                                    .set(SEARCH_SETTING.TENANT_ID, tenant.value())
                                    .set(SEARCH_SETTING.MACHINE_ARN, setting.machineArn())
                                    .set(SEARCH_SETTING.DEFINITION, bytes(setting))
                                    .set(SEARCH_SETTING.MODIFIED_AT, DSL.field("now()", SQLDataType.INSTANT))
                                    .onConflict(SEARCH_SETTING.TENANT_ID, SEARCH_SETTING.MACHINE_ARN)
                                    .doUpdate()
                                    .set(SEARCH_SETTING.DEFINITION, bytes(setting))
                                    .set(SEARCH_SETTING.MODIFIED_AT, DSL.field("now()", SQLDataType.INSTANT))
                                    .execute()
                            == 1;
        });
    }

    @Override
    public void remove(TenantId tenant, String machineArn) {
        transactions.query(
                List.of(tenant),
                sql -> sql.deleteFrom(SEARCH_SETTING)
                        .where(SEARCH_SETTING.TENANT_ID.eq(tenant.value()), SEARCH_SETTING.MACHINE_ARN.eq(machineArn))
                        .execute());
    }

    @Override
    public Optional<Setting> of(TenantId tenant, String machineArn) {
        return Optional.ofNullable(transactions
                .query(List.of(tenant), sql -> of(sql, tenant, Set.of(machineArn)))
                .get(machineArn));
    }

    /** Those of some machines, by their ARNs. */
    static Map<String, Setting> of(DSLContext sql, TenantId tenant, Set<String> machineArns) {
        return sql
                .select(SEARCH_SETTING.MACHINE_ARN, SEARCH_SETTING.DEFINITION)
                .from(SEARCH_SETTING)
                .where(SEARCH_SETTING.TENANT_ID.eq(tenant.value()), SEARCH_SETTING.MACHINE_ARN.in(machineArns))
                .fetch(row -> setting(row.value1(), row.value2()))
                .stream()
                .collect(Collectors.toMap(Setting::machineArn, setting -> setting));
    }

    @Override
    public Set<Machine> machines() {
        TenantsWithSearch found = TenantsWithSearch.TENANTS_WITH_SEARCH;
        Set<TenantId> tenants = new HashSet<>(transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID).from(found.call()).fetch(row -> new TenantId(row.value1()))));
        return tenants.isEmpty()
                ? Set.of()
                : Set.copyOf(transactions.query(
                        tenants,
                        sql -> sql.select(SEARCH_SETTING.TENANT_ID, SEARCH_SETTING.MACHINE_ARN)
                                .from(SEARCH_SETTING)
                                .where(SEARCH_SETTING.TENANT_ID.in(
                                        tenants.stream().map(TenantId::value).toList()))
                                .fetch(row -> new Machine(new TenantId(row.value1()), row.value2()))));
    }

    private static byte[] bytes(Setting setting) {
        return PutSearchAttributesRequest.newBuilder()
                .setStateMachineArn(setting.machineArn())
                .addAllAttributes(setting.attributes().stream()
                        .map(each -> SearchAttribute.newBuilder()
                                .setName(each.name())
                                .setPath(each.path())
                                .setSource(each.ofOutput() ? OUTPUT : "INPUT")
                                .build())
                        .toList())
                .setPayloadText(setting.words())
                .build()
                .toByteArray();
    }

    private static Setting setting(String machineArn, byte[] bytes) {
        try {
            PutSearchAttributesRequest request = PutSearchAttributesRequest.parseFrom(bytes);
            return new Setting(
                    machineArn,
                    request.getAttributesList().stream()
                            .map(each -> new Attribute(
                                    each.getName(),
                                    each.getPath(),
                                    each.getSource().equals(OUTPUT)))
                            .toList(),
                    request.getPayloadText());
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptJournalException("the search attributes of a machine are damaged", e);
        }
    }
}
