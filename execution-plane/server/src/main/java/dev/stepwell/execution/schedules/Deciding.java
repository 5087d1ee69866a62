package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.ports.Timetable.Decision;
import dev.stepwell.execution.ports.Timetable.End;
import dev.stepwell.execution.ports.Timetable.Fire;
import dev.stepwell.execution.ports.Timetable.Outcome;
import dev.stepwell.execution.ports.Timetable.Overlap;
import dev.stepwell.execution.ports.Timetable.Work;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says what becomes of fires that are due. Schedules are decided of beside each other, and so are the fires of one whose executions may overlap. */
final class Deciding {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final String WAITS = "An execution that the schedule started before still runs.";

    /** What may be otherwise when it is tried again. Whatever else is said will be said again. */
    private static final Set<String> PASSING = Set.of(
            "ServiceUnavailable",
            "InternalFailure",
            "ThrottlingException",
            "ExecutionLimitExceeded",
            "LimitExceededFault",
            "InternalServerException");

    private final Targets targets;
    private final Executor threads;

    Deciding(Targets targets, Executor threads) {
        this.targets = targets;
        this.threads = threads;
    }

    List<Decision> decide(List<Work> work) {
        List<CompletableFuture<List<Fire>>> decided = work.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> fires(each), threads))
                .toList();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < work.size(); i++) {
            Work each = work.get(i);
            decided.get(i)
                    .join()
                    .forEach(fire -> decisions.add(
                            new Decision(each.tenant(), each.entry().id(), fire)));
        }
        return decisions;
    }

    private List<Fire> fires(Work work) {
        return switch (work.entry().overlap()) {
            case ALLOW_ALL -> all(work);
            case SKIP -> oneByOne(work, false);
            case BUFFER_ONE -> oneByOne(work, true);
            case CANCEL_OTHER, TERMINATE_OTHER -> instead(work);
        };
    }

    private List<Fire> all(Work work) {
        List<CompletableFuture<Fire>> tried = work.fires().stream()
                .map(fire -> CompletableFuture.supplyAsync(() -> tried(work, fire), threads))
                .toList();
        return tried.stream().map(CompletableFuture::join).toList();
    }

    /** While something runs, all are skipped, but the first if one may wait. */
    private List<Fire> oneByOne(Work work, boolean oneWaits) {
        boolean runs = !work.running().isEmpty();
        boolean waits = !oneWaits;
        List<Fire> decided = new ArrayList<>();
        for (Fire fire : work.fires()) {
            Fire next;
            if (isTooOld(work, fire)) {
                next = tooOld(fire, work.now());
            } else if (!runs) {
                next = tried(work, fire);
                runs = isStarted(next);
                waits |= next.end().isEmpty();
            } else if (!waits) {
                next = later(fire, work.now().plus(LOOK_AGAIN), fire.attempts(), WAITS);
                waits = true;
            } else {
                next = ended(fire, Outcome.SKIPPED, Optional.empty(), WAITS, work.now());
            }
            decided.add(next);
        }
        return decided;
    }

    private static boolean isStarted(Fire fire) {
        return fire.end().filter(end -> end.outcome() == Outcome.STARTED).isPresent();
    }

    /** The newest is started as soon as all that runs has been ended; the others would only have been ended by it. */
    private List<Fire> instead(Work work) {
        List<Fire> decided = new ArrayList<>();
        for (Fire fire : work.fires().subList(0, work.fires().size() - 1)) {
            decided.add(
                    ended(fire, Outcome.SKIPPED, Optional.empty(), "A later execution takes its place.", work.now()));
        }
        Fire last = work.fires().getLast();
        boolean over = true;
        for (ExecutionId running : work.running()) {
            over &= end(work, running);
        }
        decided.add(over ? tried(work, last) : later(last, work.now().plus(LOOK_AGAIN), last.attempts(), WAITS));
        return decided;
    }

    private boolean end(Work work, ExecutionId running) {
        try {
            return targets.end(launch(work, running, "", ""), work.entry().overlap() == Overlap.TERMINATE_OTHER);
        } catch (RuntimeException e) {
            return false; // it is seen at the next try whether it still runs
        }
    }

    private Fire tried(Work work, Fire fire) {
        if (isTooOld(work, fire)) {
            return tooOld(fire, work.now());
        }
        if (fire.at().isAfter(work.now())) {
            return fire;
        }
        int attempts = fire.attempts() + 1;
        Fire again = new Fire(
                fire.due(), fire.countsFrom(), fire.at(), attempts, fire.execution(), Optional.empty(), fire.reason());
        try {
            String input = Attributes.fill(
                    work.entry(), again, Rules.arn(caller(work), work.entry().name()));
            String arn = started(launch(work, fire.execution(), name(work, fire), input));
            return ended(again, Outcome.STARTED, Optional.of(arn), "", work.now());
        } catch (Fault fault) {
            return refused(work, again, fault);
        }
    }

    /** What takes too long goes on by itself, and is found when it is asked for again. */
    private String started(Launch launch) {
        try {
            return CompletableFuture.supplyAsync(() -> targets.start(launch), threads)
                    .get(Launch.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Fault fault ? fault : Faults.internal();
        } catch (TimeoutException e) {
            throw Faults.unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.unavailable();
        }
    }

    private static Fire refused(Work work, Fire fire, Fault fault) {
        String reason = fault.error() + ": " + fault.text();
        if (!PASSING.contains(fault.error())
                || fire.attempts() > Terms.retries(work.entry().definition())) {
            return ended(fire, Outcome.FAILED, Optional.empty(), reason, work.now());
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(fire.attempts() - 1, 20));
        return later(
                fire,
                work.now().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE),
                fire.attempts(),
                reason);
    }

    private static boolean isTooOld(Work work, Fire fire) {
        return fire.countsFrom().plus(Terms.patience(work.entry().definition())).isBefore(work.now());
    }

    private static Fire tooOld(Fire fire, Instant now) {
        return fire.attempts() == 0
                ? ended(fire, Outcome.MISSED, Optional.empty(), "It was too late when it could have been started.", now)
                : ended(fire, Outcome.FAILED, Optional.empty(), fire.reason(), now);
    }

    private static Fire later(Fire fire, Instant at, int attempts, String reason) {
        return new Fire(fire.due(), fire.countsFrom(), at, attempts, fire.execution(), Optional.empty(), reason);
    }

    private static Fire ended(Fire fire, Outcome outcome, Optional<String> arn, String reason, Instant now) {
        return new Fire(
                fire.due(),
                fire.countsFrom(),
                now,
                fire.attempts(),
                fire.execution(),
                Optional.of(new End(outcome, arn)),
                reason);
    }

    private static Launch launch(Work work, ExecutionId execution, String name, String input) {
        return new Launch(
                caller(work),
                new ExecutionKey(work.tenant(), execution),
                name,
                work.entry().definition().getTarget().getArn(),
                input);
    }

    private static Caller caller(Work work) {
        return new Caller(
                work.tenant(),
                new AccountId(work.entry().account()),
                new Region(work.entry().region()),
                "schedule",
                Set.of(),
                work.entry().id().toString());
    }

    /** As long as the names of executions may be, and another one for each time and each schedule. */
    private static String name(Work work, Fire fire) {
        String schedule = work.entry().name();
        String time = fire.due().toString().replaceAll("[-:]", "");
        return schedule.substring(0, Math.min(schedule.length(), 48)) + "-" + time + "-"
                + work.entry().id().toString().substring(24);
    }
}
