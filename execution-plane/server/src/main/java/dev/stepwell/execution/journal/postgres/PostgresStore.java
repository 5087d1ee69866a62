package dev.stepwell.execution.journal.postgres;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.Group;
import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The durable store. A group is one statement and two round trips: what it writes is durable as far as the server is ({@code fsync}
 * and {@code synchronous_commit} on). Safe for use by many threads; bounded by the connections it is given.
 */
public final class PostgresStore implements Store {
    private final GroupWriter writer;
    private final Settlement settlement;
    private final ExecutionReader executions;
    private final RunReader runs;
    private final EventReader events;
    private final TaskTable tasks;
    private final InboxTable inboxes;
    private final NodeTable nodes;
    private final Discovery discovery;

    /**
     * A store over a migrated database, see {@link ExecutionSchema}.
     *
     * @param source a pool of connections whose user is a member of {@code sw_engine}
     * @param codeVersion tags snapshots: states written by another version of the code are not read
     */
    public PostgresStore(DataSource source, String codeVersion) {
        this(source, codeVersion, tenant -> false);
    }

    /**
     * The same, and changes of status of these tenants' executions are noted with the turns, for {@link PostgresAnnouncements}.
     *
     * @param announced whose
     */
    public PostgresStore(DataSource source, String codeVersion, Predicate<TenantId> announced) {
        this(source, codeVersion, announced, (tenant, facts) -> false);
    }

    /**
     * The same, and what the search index is to learn of these executions is noted as well.
     *
     * @param indexed which
     */
    public PostgresStore(
            DataSource source,
            String codeVersion,
            Predicate<TenantId> announced,
            BiPredicate<TenantId, StartFacts> indexed) {
        EngineTransactions transactions = new EngineTransactions(source);
        this.writer = new GroupWriter(transactions, codeVersion, announced, indexed);
        this.settlement = new Settlement(transactions);
        this.executions = new ExecutionReader(transactions);
        this.runs = new RunReader(transactions, codeVersion);
        this.events = new EventReader(transactions);
        this.tasks = new TaskTable(transactions);
        this.inboxes = new InboxTable(transactions);
        this.nodes = new NodeTable(transactions);
        this.discovery = new Discovery(transactions);
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> turns) {
        Group group = new Group(turns);
        writer.write(group);
        List<TurnCommit> beaten = new ArrayList<>();
        for (TurnRows rows : group.rows()) {
            if (!group.isJudged(rows.turn().key())) {
                beaten.add(rows.turn());
            }
        }
        judgeBeaten(group, beaten);
        return group.verdicts();
    }

    /** A turn that lost is stale; a birth that lost may have been written before, or its name is another's. */
    private void judgeBeaten(Group group, List<TurnCommit> beaten) {
        List<TurnCommit> births =
                beaten.stream().filter(turn -> turn.birth().isPresent()).toList();
        List<Verdict> verdicts = settle(births);
        for (int i = 0; i < births.size(); i++) {
            group.judge(births.get(i).key(), verdicts.get(i));
        }
        for (TurnCommit turn : beaten) {
            if (turn.birth().isEmpty()) {
                group.judge(turn.key(), new Verdict.Stale());
            }
        }
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        if (group.isEmpty()) {
            return List.of();
        }
        Set<ExecutionKey> written;
        try {
            written = settlement.written(group);
        } catch (SQLException e) {
            throw EngineTransactions.failed(e);
        }
        return group.stream()
                .map(turn -> written.contains(turn.key()) ? new Verdict.Committed() : unwritten(turn))
                .toList();
    }

    private Verdict unwritten(TurnCommit turn) {
        return turn.birth()
                .flatMap(birth -> holder(turn.key(), birth))
                .<Verdict>map(Verdict.NameTaken::new)
                .orElseGet(Verdict.Stale::new);
    }

    private Optional<ExecutionRow> holder(ExecutionKey key, Birth birth) {
        return executions.findByName(
                key.tenant(),
                birth.region(),
                birth.facts().namedUnder(),
                birth.facts().distinctName());
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        return runs.load(key);
    }

    @Override
    public Map<ExecutionKey, Loaded> load(Set<ExecutionKey> keys, Incarnation reader) {
        return runs.load(keys, reader);
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        return executions.find(key);
    }

    @Override
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        return executions.findAll(tenant, ids);
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        return executions.findByName(tenant, region, stateMachineName, name);
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        return executions.list(tenant, query);
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        return events.events(key, query);
    }

    @Override
    public Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames) {
        return executions.running(tenant, region, stateMachineNames);
    }

    @Override
    public Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        return tasks.beat(key, task, details);
    }

    @Override
    public Map<TaskRef, Beat> beats(ExecutionKey key) {
        return tasks.beats(key);
    }

    @Override
    public Set<TaskAt> open(TenantId tenant, List<TaskAt> all) {
        return tasks.open(tenant, all);
    }

    @Override
    public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        return inboxes.inbox(key, limit);
    }

    @Override
    public List<ExecutionKey> receivers(Instant before, int limit) {
        return discovery.receivers(before, limit);
    }

    @Override
    public void discardLetters(ExecutionKey key, Instant before) {
        inboxes.discard(key, before);
    }

    @Override
    public void join(NodeRow node, Duration life) {
        nodes.join(node, life);
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration life) {
        return nodes.renew(incarnation, life);
    }

    @Override
    public void leave(Incarnation incarnation) {
        nodes.leave(incarnation);
    }

    @Override
    public List<NodeRow> nodes() {
        return nodes.alive();
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        return discovery.orphans(limit);
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        return slots.isEmpty() ? List.of() : discovery.wakeUps(slots, until, limit);
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        return discovery.openOffers(before, limit);
    }
}
