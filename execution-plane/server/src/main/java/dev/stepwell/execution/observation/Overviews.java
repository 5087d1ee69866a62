package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.GetOverviewRequest;
import dev.stepwell.contracts.platform.v1.GetOverviewResponse;
import dev.stepwell.contracts.platform.v1.MachineOverview;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.MachineCount;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GetOverview: what runs, and what ended within the hour and the day. */
record Overviews(Survey survey, Clock clock) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_MACHINES = 100;

    /** Counts of one machine, or of all. */
    private record Counts(Map<RunStatus, Long> hour, Map<RunStatus, Long> day) {
        Counts() {
            this(new EnumMap<>(RunStatus.class), new EnumMap<>(RunStatus.class));
        }

        long unsuccessful() {
            return hour.getOrDefault(RunStatus.FAILED, 0L) + hour.getOrDefault(RunStatus.TIMED_OUT, 0L);
        }

        long all() {
            return day.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    GetOverviewResponse overview(Caller caller, GetOverviewRequest request) {
        TenantId tenant = caller.tenant();
        String region = caller.region().value();
        Instant now = clock.now();
        Counts total = new Counts();
        Map<String, Counts> machines = new HashMap<>();
        for (MachineCount count : Waits.read(() -> survey.running(tenant, region))) {
            add(count, total.hour(), machines, true);
            add(count, total.day(), machines, false);
        }
        for (MachineCount count : Waits.read(() -> survey.endedSince(tenant, region, now.minus(HOUR)))) {
            add(count, total.hour(), machines, true);
        }
        for (MachineCount count : Waits.read(() -> survey.endedSince(tenant, region, now.minus(DAY)))) {
            add(count, total.day(), machines, false);
        }
        GetOverviewResponse.Builder answer = GetOverviewResponse.newBuilder()
                .setAsOf(Times.of(now))
                .setLastHour(Summaries.of(total.hour()))
                .setLastDay(Summaries.of(total.day()));
        worstFirst(machines).forEach(machine -> answer.addMachines(print(caller, machine)));
        return answer.build();
    }

    private static void add(
            MachineCount count, Map<RunStatus, Long> total, Map<String, Counts> machines, boolean hour) {
        total.merge(count.status(), count.count(), Long::sum);
        Counts counts = machines.computeIfAbsent(count.machine(), name -> new Counts());
        (hour ? counts.hour() : counts.day()).merge(count.status(), count.count(), Long::sum);
    }

    private static List<Map.Entry<String, Counts>> worstFirst(Map<String, Counts> machines) {
        List<Map.Entry<String, Counts>> sorted = new ArrayList<>(machines.entrySet());
        sorted.sort(Comparator.<Map.Entry<String, Counts>>comparingLong(
                        machine -> -machine.getValue().unsuccessful())
                .thenComparingLong(machine -> -machine.getValue().all())
                .thenComparing(Map.Entry::getKey));
        return sorted.subList(0, Math.min(MOST_MACHINES, sorted.size()));
    }

    private static MachineOverview print(Caller caller, Map.Entry<String, Counts> machine) {
        String arn = String.join(
                ":",
                "arn:aws:states",
                caller.region().value(),
                caller.account().value(),
                "stateMachine",
                machine.getKey());
        return MachineOverview.newBuilder()
                .setStateMachineArn(arn)
                .setName(machine.getKey())
                .setLastHour(Summaries.of(machine.getValue().hour()))
                .setLastDay(Summaries.of(machine.getValue().day()))
                .build();
    }
}
