package dev.stepwell.rig.trouble;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Small machines of a trouble's own, whose histories are read to the last event. */
final class Machines {
    private static final int CLIENTS = 32;
    private static final int PAGE = 1_000;
    private static final long PAUSE = 250;
    private static final Set<HistoryEventType> ENDS = Set.of(
            HistoryEventType.EXECUTION_SUCCEEDED,
            HistoryEventType.EXECUTION_FAILED,
            HistoryEventType.EXECUTION_ABORTED,
            HistoryEventType.EXECUTION_TIMED_OUT);

    private final Scene scene;

    Machines(Scene scene) {
        this.scene = scene;
    }

    /** Registers one, and returns its ARN. */
    String create(String name, String definition) {
        return scene.desk()
                .ask(sfn -> sfn.createStateMachine(
                        r -> r.name(name).definition(definition).roleArn(scene.role())))
                .stateMachineArn();
    }

    /** Registers an activity, and returns its ARN. */
    String activity(String name) {
        return scene.desk().ask(sfn -> sfn.createActivity(r -> r.name(name))).activityArn();
    }

    /** Starts so many executions; returns their ARNs. */
    List<String> start(String machine, int count) throws InterruptedException {
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "one" + i;
            starts.add(() -> scene.desk()
                    .ask(sfn -> sfn.startExecution(
                            r -> r.stateMachineArn(machine).name(name).input("{}")))
                    .executionArn());
        }
        return Together.ask(CLIENTS, starts);
    }

    /** Waits until none runs, for so many milliseconds; returns how many still do. */
    int awaitEnds(List<String> arns, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        List<String> open = new ArrayList<>(arns);
        open.removeIf(this::hasEnded);
        while (!open.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            open.removeIf(this::hasEnded);
        }
        return open.size();
    }

    /** Takes so many tasks of an activity, by so many workers; fewer when nothing came for a minute. */
    List<GetActivityTaskResponse> take(String activity, int count, int workers) throws InterruptedException {
        Callable<GetActivityTaskResponse> one =
                () -> scene.desk().ask(sfn -> sfn.getActivityTask(r -> r.activityArn(activity)));
        return Together.ask(workers, Collections.nCopies(count, one)).stream()
                .filter(task -> task.taskToken() != null)
                .toList();
    }

    /** Completes a task; false when it is over. */
    boolean complete(String token) {
        try {
            scene.desk().ask(sfn -> sfn.sendTaskSuccess(r -> r.taskToken(token).output("{}")));
            return true;
        } catch (TaskTimedOutException over) {
            return false;
        }
    }

    /** How an execution stands. */
    ExecutionStatus status(String arn) {
        return scene.desk()
                .ask(sfn -> sfn.describeExecution(r -> r.executionArn(arn)))
                .status();
    }

    /** The whole history of an execution, which must be numbered without gaps and have one end, at its end. */
    List<HistoryEvent> history(String arn) {
        List<HistoryEvent> events = scene.desk()
                .ask(sfn ->
                        sfn
                                .getExecutionHistoryPaginator(
                                        r -> r.executionArn(arn).maxResults(PAGE))
                                .events()
                                .stream()
                                .toList());
        for (int i = 0; i < events.size(); i++) {
            scene.require(
                    events.get(i).id() == i + 1,
                    "I2",
                    arn,
                    "event " + (i + 1) + " has id " + events.get(i).id());
        }
        long ends = events.stream().filter(e -> ENDS.contains(e.type())).count();
        scene.require(ends == 1, "I2", arn, ends + " events end it");
        scene.require(
                events.isEmpty() || ENDS.contains(events.getLast().type()), "I2", arn, "something comes after its end");
        return events;
    }

    /** When an execution began to wait, and when it went on. */
    record Sleep(Instant entered, Instant left) {}

    /** How long an execution of one Wait state has slept, which must not be less than so many seconds (I7). */
    Sleep slept(String arn, int seconds) {
        List<HistoryEvent> events = history(arn);
        Sleep sleep = new Sleep(
                at(events, HistoryEventType.WAIT_STATE_ENTERED), at(events, HistoryEventType.WAIT_STATE_EXITED));
        scene.require(!sleep.left.isBefore(sleep.entered.plusSeconds(seconds)), "I7", arn, "woke early: " + sleep);
        return sleep;
    }

    private static Instant at(List<HistoryEvent> events, HistoryEventType type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .map(HistoryEvent::timestamp)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private boolean hasEnded(String arn) {
        return status(arn) != ExecutionStatus.RUNNING;
    }
}
