package dev.stepwell.execution.journal.memory;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The survey over a {@link MemoryStore}: looks at everything each time. */
public final class MemorySurvey implements Survey {
    private static final Comparator<Found> NEWEST_FIRST = Comparator.comparing(Found::startDate)
            .thenComparing(found -> found.key().id())
            .reversed();
    private static final Comparator<OpenTask> OLDEST_FIRST = Comparator.comparing(OpenTask::scheduled)
            .thenComparing(task -> task.key().id())
            .thenComparing(task -> task.task().scheduledEventId());

    private final MemoryStore store;

    /** A survey of that store. */
    public MemorySurvey(MemoryStore store) {
        this.store = store;
    }

    @Override
    public List<Found> search(TenantId tenant, Wanted wanted, Optional<After> after, int limit) {
        return ofRegion(tenant, wanted.region())
                .filter(wanted::matches)
                .sorted(NEWEST_FIRST)
                .filter(found -> after.map(a -> isOlder(found, a)).orElse(true))
                .limit(limit)
                .toList();
    }

    private static boolean isOlder(Found found, After after) {
        int byDate = found.startDate().compareTo(after.startDate());
        return byDate < 0
                || (byDate == 0 && found.key().id().compareTo(after.key().id()) < 0);
    }

    @Override
    public Map<RunStatus, Long> count(TenantId tenant, Wanted wanted) {
        return ofRegion(tenant, wanted.region())
                .filter(wanted::matches)
                .collect(Collectors.groupingBy(Found::status, Collectors.counting()));
    }

    @Override
    public List<Found> these(TenantId tenant, Collection<ExecutionId> ids) {
        return store.all(tenant).stream()
                .filter(found -> ids.contains(found.key().id()))
                .toList();
    }

    @Override
    public List<Found> changedSince(TenantId tenant, String region, Instant since, int limit) {
        return ofRegion(tenant, region)
                .filter(found -> !changed(found).isBefore(since))
                .sorted(Comparator.comparing(MemorySurvey::changed)
                        .thenComparing(found -> found.key().id()))
                .limit(limit)
                .toList();
    }

    private static Instant changed(Found found) {
        return found.stopDate().orElse(found.startDate());
    }

    @Override
    public List<MachineCount> running(TenantId tenant, String region) {
        return counts(tenant, region, found -> !found.status().isTerminal());
    }

    @Override
    public List<MachineCount> endedSince(TenantId tenant, String region, Instant since) {
        return counts(
                tenant,
                region,
                found -> found.stopDate().filter(stop -> !stop.isBefore(since)).isPresent());
    }

    private List<MachineCount> counts(TenantId tenant, String region, Predicate<Found> which) {
        record Kind(String machine, RunStatus status) {}
        return ofRegion(tenant, region)
                .filter(which)
                .collect(Collectors.groupingBy(
                        found -> new Kind(found.facts().stateMachineName(), found.status()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new MachineCount(
                        entry.getKey().machine(), entry.getKey().status(), entry.getValue()))
                .toList();
    }

    @Override
    public List<OpenTask> openTasks(TenantId tenant, TaskLine line, Optional<AfterTask> after, int limit) {
        return store.openTasks(tenant, Optional.of(line)).stream()
                .sorted(OLDEST_FIRST)
                .filter(task -> after.map(a -> isNewer(task, a)).orElse(true))
                .limit(limit)
                .toList();
    }

    private static boolean isNewer(OpenTask task, AfterTask after) {
        return Comparator.<AfterTask, Instant>comparing(AfterTask::scheduled)
                        .thenComparing(AfterTask::execution)
                        .thenComparing(AfterTask::eventId)
                        .compare(
                                new AfterTask(
                                        task.scheduled(),
                                        task.key().id(),
                                        task.task().scheduledEventId()),
                                after)
                > 0;
    }

    @Override
    public TaskCounts taskCounts(TenantId tenant, TaskLine line) {
        Map<Boolean, Long> counts = store.openTasks(tenant, Optional.of(line)).stream()
                .collect(Collectors.partitioningBy(OpenTask::handedOut, Collectors.counting()));
        return new TaskCounts(counts.getOrDefault(false, 0L), counts.getOrDefault(true, 0L));
    }

    @Override
    public List<OpenTask> tasksOf(ExecutionKey key) {
        return store.openTasks(key.tenant(), Optional.empty()).stream()
                .filter(task -> task.key().equals(key))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public List<JournalRecord> records(ExecutionKey key, long after, int commits) {
        return store.records(key, after, commits);
    }

    private Stream<Found> ofRegion(TenantId tenant, String region) {
        return store.all(tenant).stream()
                .filter(Found::isShown)
                .filter(found -> found.facts().executionArn().split(":", 5)[3].equals(region));
    }
}
