package dev.stepwell.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.database.TestPostgres;
import dev.stepwell.control.domains.ClosedRuns;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.RunningExecutions;
import dev.stepwell.control.tenants.Tenant;
import dev.stepwell.control.tenants.TenantData;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A control plane on a database of its own, with a settable clock, named fakes for its ports, and callers of its tenants. */
public final class House implements AutoCloseable {
    /** Refuses definitions that contain {@code BAD}, and express machines that contain {@code ACTIVITY}. */
    public static final DefinitionCheck WORD_CHECK = (definition, type) -> {
        boolean bad = definition.contains("BAD") || (type == MachineType.EXPRESS && definition.contains("ACTIVITY"));
        return bad ? List.of(Finding.of(FindingCode.SCHEMA_VALIDATION_FAILED, "a word for " + type, "/")) : List.of();
    };

    public final SettableClock clock = new SettableClock();
    public final ListedExecutions executions = new ListedExecutions();
    public final CountedData data = new CountedData();
    public final KeptRuns runs = new KeptRuns();
    public final MasterKeys masterKeys = MasterKeys.of(MasterKey.random());
    public final HikariDataSource source;
    public final ControlPlane plane;

    public House() {
        this.source = pool(TestPostgres.migrated());
        this.plane = ControlPlane.on(source, masterKeys, WORD_CHECK, others(), Multiple.AWS, clock);
    }

    /** The fakes behind the ports to other planes. */
    public ControlPlane.Others others() {
        return new ControlPlane.Others(executions, data, runs);
    }

    /** A pool of ten, so that races are real and connections change hands. */
    public static HikariDataSource pool(DataSource database) {
        return pool(database, 10);
    }

    /** A pool of that many. */
    public static HikariDataSource pool(DataSource database, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    /** A caller of a new tenant. */
    public Caller newTenant() {
        return callerOf(plane.tenants().create("tenant"));
    }

    public static Caller callerOf(Tenant tenant) {
        return new Caller(tenant.id(), tenant.account(), new Region("us-east-1"), "AKIATEST", Scopes.ALL, "request-1");
    }

    /** The same caller in another region. */
    public static Caller in(String region, Caller caller) {
        return new Caller(
                caller.tenant(),
                caller.account(),
                new Region(region),
                caller.principal(),
                caller.scopes(),
                "request-2");
    }

    /** Calls an action as the gateway would; the type of the answer is the asker's word. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <A extends Message> A call(String action, Caller caller, Message request) {
        return (A) plane.actions().find(action).orElseThrow().answer(caller, request);
    }

    /** Calls an action that must be refused with that error. */
    public Fault refused(String error, String action, Caller caller, Message request) {
        Fault fault = catchThrowableOfType(
                Fault.class, () -> plane.actions().find(action).orElseThrow().answer(caller, request));
        assertThat(fault).as(action).isNotNull();
        assertThat(fault.error()).isEqualTo(error);
        return fault;
    }

    @Override
    public void close() {
        plane.upkeep().close();
        source.close();
    }

    /** Stands still until it is moved. */
    public static final class SettableClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void advance(Duration by) {
            now = now.plus(by);
        }
    }

    /** Believes that those machines run which it was told. */
    public static final class ListedExecutions implements RunningExecutions {
        public final Set<String> running = new HashSet<>();

        @Override
        public Set<String> stillRunning(TenantId tenant, Region region, Set<String> machines) {
            Set<String> both = new HashSet<>(machines);
            both.retainAll(running);
            return both;
        }
    }

    /** Has as many rows of each tenant as it was given, and deletes two at a time. */
    public static final class CountedData implements TenantData {
        public final Map<TenantId, Long> rows = new ConcurrentHashMap<>();

        @Override
        public long deleteSome(TenantId tenant) {
            long left = rows.getOrDefault(tenant, 0L);
            long gone = Math.min(2, left);
            rows.put(tenant, left - gone);
            return gone;
        }
    }

    /** Has as many old runs of each domain as it was given, deletes two at a time, and remembers for how long domains keep them. */
    public static final class KeptRuns implements ClosedRuns {
        public final Map<String, Long> old = new ConcurrentHashMap<>();
        public final Map<TenantId, Map<String, Integer>> days = new ConcurrentHashMap<>();

        /** Whose runs cannot be deleted. */
        public final Set<TenantId> stuck = ConcurrentHashMap.newKeySet();

        @Override
        public long deleteSome(TenantId tenant, Region region, Map<String, Integer> kept) {
            if (stuck.contains(tenant)) {
                throw new IllegalStateException("the runs of " + tenant + " are stuck");
            }
            days.put(tenant, kept);
            long left = kept.keySet().stream()
                    .mapToLong(domain -> old.getOrDefault(domain, 0L))
                    .sum();
            kept.keySet().forEach(domain -> old.computeIfPresent(domain, (name, many) -> Math.max(0, many - 2)));
            return Math.min(2, left);
        }
    }
}
