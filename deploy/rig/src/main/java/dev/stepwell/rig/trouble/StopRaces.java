package dev.stepwell.rig.trouble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Executions are stopped while their task is completed, and completed once more: there is one end, one completion at most, and whoever was told
 * that it was taken finds it (R14).
 */
final class StopRaces implements Trouble {
    private static final int CLIENTS = 24;

    @Override
    public void happen(Scene scene) throws InterruptedException {
        Machines machines = new Machines(scene);
        String activity = machines.activity("raced");
        List<String> arns =
                machines.start(machines.create("racer", """
                {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "%s",
                 "Parameters": {"arn.$": "$$.Execution.Id"}, "End": true}}}""".formatted(activity)), scene.volume(400, 50_000));
        List<GetActivityTaskResponse> tasks = machines.take(activity, arns.size(), CLIENTS);
        scene.require(tasks.size() == arns.size(), "I1", word(), "only " + tasks.size() + " tasks were handed out");
        AtomicInteger told = new AtomicInteger();
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (GetActivityTaskResponse task : tasks) {
            String arn = task.input().split("\"", 5)[3];
            List<Callable<Boolean>> three =
                    new ArrayList<>(Collections.nCopies(2, () -> completes(machines, task, told)));
            three.add(() -> stops(scene, arn));
            Collections.shuffle(three, scene.random());
            racers.addAll(three);
        }
        Together.ask(CLIENTS, racers);
        int open = machines.awaitEnds(arns, 60_000);
        scene.require(open == 0, "I1", word(), open + " never ended");
        int completed = 0;
        for (String arn : arns) {
            long taken = machines.history(arn).stream()
                    .filter(event -> event.type() == HistoryEventType.ACTIVITY_SUCCEEDED)
                    .count();
            scene.require(taken <= 1, "I3", arn, taken + " completions were taken");
            scene.require(
                    taken == 1 || machines.status(arn) == ExecutionStatus.ABORTED, "I3", arn, "it ended of neither");
            completed += (int) taken;
        }
        scene.note("races", arns.size());
        scene.note("won by the completion", completed);
        scene.require(
                completed >= told.get(),
                "I1",
                word(),
                told + " completions were acknowledged, " + completed + " are there");
        scene.require(completed > 0 && completed < arns.size(), "bite", word(), "one side won every race");
    }

    private static boolean completes(Machines machines, GetActivityTaskResponse task, AtomicInteger told) {
        boolean taken = machines.complete(task.taskToken());
        if (taken) {
            told.incrementAndGet();
        }
        return taken;
    }

    private static boolean stops(Scene scene, String arn) {
        scene.desk().ask(sfn -> sfn.stopExecution(r -> r.executionArn(arn)));
        return true;
    }
}
