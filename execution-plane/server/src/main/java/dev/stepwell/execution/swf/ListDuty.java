package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.SwfTaskList;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.endpoints.Duty;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tasks.Shift;
import dev.stepwell.execution.tasks.TooManyPolls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What workers and deciders of SWF do that stay: the tasks of task lists, and the Respond actions as reports. */
final class ListDuty implements Duty {
    private static final int LISTS = 100;
    private static final int NAME = 256;
    private static final int DETAILS = 2_048;
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final ExecutionShell shell;
    private final SwfRegistry registry;
    private final DecisionPages pages;
    private final TaskReports reports;
    private final Pollers pollers;
    private final Clock clock;

    ListDuty(ExecutionShell shell, SwfRegistry registry, DecisionPages pages, TaskReports reports, Pollers pollers) {
        this.shell = shell;
        this.registry = registry;
        this.pages = pages;
        this.reports = reports;
        this.pollers = pollers;
        this.clock = shell.ports().clock();
    }

    @Override
    public Stay stay(Caller caller, Hello hello, Consumer<Task> taker) {
        List<SwfTaskList> lists = hello.getSwfTaskListsList();
        if (lists.size() > LISTS) {
            throw Faults.validation("A worker does the tasks of 1 to " + LISTS + " task lists.");
        }
        Optional<String> identity = hello.hasWorkerName() ? Optional.of(hello.getWorkerName()) : Optional.empty();
        identity.ifPresent(name -> requireLength("workerName", name, 0, NAME));
        Map<TaskLine, SwfTaskList> wanted = new HashMap<>();
        for (SwfTaskList list : lists) {
            wanted.put(TaskLine.ofList(taskList(caller, list)), list);
        }
        lists.stream().map(SwfTaskList::getDomain).distinct().forEach(domain -> {
            var unused = registry.domain(caller, domain);
        });
        StayingWorker worker = new StayingWorker(caller, wanted, taker);
        try {
            worker.shift =
                    shell.polls().stay(caller.tenant(), List.copyOf(wanted.keySet()), identity, worker::handedOut);
        } catch (TooManyPolls e) {
            throw SwfFaults.tooManyPolls();
        }
        wanted.keySet().forEach(line -> pollers.saw(caller.tenant(), line, identity));
        return worker;
    }

    private static TaskList taskList(Caller caller, SwfTaskList list) {
        requireLength("domain", list.getDomain(), 1, NAME);
        requireLength("name", list.getName(), 1, NAME);
        TaskList.Kind kind = switch (list.getKind()) {
            case KIND_ACTIVITIES -> TaskList.Kind.ACTIVITY;
            case KIND_DECISIONS -> TaskList.Kind.DECISION;
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw Faults.validation("A task list is one of activities or one of decisions.");
        };
        return new TaskList(kind, caller.region().value(), list.getDomain(), list.getName());
    }

    private static void requireLength(String member, String value, int least, int most) {
        int length = value.codePointCount(0, value.length());
        if (length < least || length > most) {
            throw Faults.validation("'" + member + "' has " + least + " to " + most + " characters.");
        }
    }

    @Override
    public CompletionStage<Taken> take(Caller caller, Report report) {
        String token = report.getTaskToken();
        return switch (report.getWhatCase()) {
            case SWF_DECIDED ->
                taken(reports.decided(
                        caller,
                        report.getSwfDecided().toBuilder().setTaskToken(token).build()));
            case SWF_COMPLETED ->
                taken(reports.completion(
                        caller,
                        report.getSwfCompleted().toBuilder().setTaskToken(token).build()));
            case SWF_FAILED ->
                taken(reports.failure(
                        caller,
                        report.getSwfFailed().toBuilder().setTaskToken(token).build()));
            case SWF_CANCELED ->
                taken(reports.cancellation(
                        caller,
                        report.getSwfCanceled().toBuilder().setTaskToken(token).build()));
            case HEARTBEAT -> {
                requireLength("details", report.getHeartbeat().getDetails(), 0, DETAILS);
                yield beatSoon(caller, report);
            }
            case OUTPUT, FAILURE ->
                throw Faults.validation("Tasks of SWF are not reported on in the words of activities.");
            case DROPPED, WHAT_NOT_SET -> throw Faults.validation("A report says what happened.");
        };
    }

    private static CompletionStage<Taken> taken(CompletionStage<Void> reported) {
        return reported.thenApply(durable -> Taken.TAKEN);
    }

    private CompletionStage<Taken> beatSoon(Caller caller, Report report) {
        CompletableFuture<Taken> beaten = new CompletableFuture<>();
        clock.soon(() -> {
            try {
                boolean cancel = reports.beat(
                        caller,
                        report.getTaskToken(),
                        report.getHeartbeat().hasDetails()
                                ? Optional.of(report.getHeartbeat().getDetails())
                                : Optional.empty());
                beaten.complete(cancel ? Taken.CANCEL_REQUESTED : Taken.TAKEN);
            } catch (RuntimeException e) {
                beaten.completeExceptionally(e);
            }
        });
        return beaten;
    }

    /** One that stays, and for whom histories are read before it is told of its decision tasks. */
    private final class StayingWorker implements Stay {
        private final Caller caller;
        private final Map<TaskLine, SwfTaskList> wanted;
        private final Consumer<Task> taker;
        private final AtomicInteger read = new AtomicInteger();
        private volatile @Nullable Shift shift;

        StayingWorker(Caller caller, Map<TaskLine, SwfTaskList> wanted, Consumer<Task> taker) {
            this.caller = caller;
            this.wanted = wanted;
            this.taker = taker;
        }

        void handedOut(TaskLine line, Reply.HandedOut task) {
            switch (task) {
                case Reply.SwfActivityTask activity -> taker.accept(print(activity));
                case Reply.SwfDecisionTask decision -> {
                    SwfTaskList list = Optional.ofNullable(wanted.get(line)).orElseThrow();
                    read.incrementAndGet();
                    clock.soon(() -> read(list, decision));
                }
                case Reply.ActivityHandedOut other -> throw Faults.internal();
            }
        }

        /** The task is the worker's already: only when nobody can read the history for good is it that of one that has died. */
        private void read(SwfTaskList list, Reply.SwfDecisionTask task) {
            PollForDecisionTaskRequest asked = PollForDecisionTaskRequest.newBuilder()
                    .setDomain(list.getDomain())
                    .setTaskList(
                            dev.stepwell.contracts.swf.v1.TaskList.newBuilder().setName(list.getName()))
                    .setStartAtPreviousStartedEvent(list.getStartAtPreviousStartedEvent())
                    .build();
            boolean again = false;
            try {
                PollForDecisionTaskResponse first = pages.first(caller, asked, task);
                taker.accept(Task.newBuilder()
                        .setTaskToken(first.getTaskToken())
                        .setSwfDecision(first)
                        .build());
            } catch (Fault fault) {
                Shift mine = shift;
                again = fault.error().equals(FaultStatus.UNAVAILABLE) && mine != null && !mine.isQuiet();
                if (again) {
                    clock.after(AGAIN, () -> read(list, task));
                } else {
                    grant(1);
                }
            } finally {
                if (!again) {
                    read.decrementAndGet();
                }
            }
        }

        @Override
        public void grant(int tasks) {
            Shift mine = shift;
            if (mine != null) {
                mine.grant(tasks);
            }
        }

        @Override
        public void end() {
            Shift mine = shift;
            if (mine != null) {
                mine.end();
            }
        }

        @Override
        public boolean isQuiet() {
            Shift mine = shift;
            return (mine == null || mine.isQuiet()) && read.get() == 0;
        }
    }

    private static Task print(Reply.SwfActivityTask task) {
        PollForActivityTaskResponse told = ListPolls.print(task);
        return Task.newBuilder()
                .setTaskToken(told.getTaskToken())
                .setSwfActivity(told)
                .build();
    }
}
