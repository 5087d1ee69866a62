package dev.stepwell.rig.trouble;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;

/** Tasks queue while their workers are away, and are all done when these return, each handed out once (R18). */
final class Backlog implements Trouble {
    private static final int WORKERS = 16;

    @Override
    public void happen(Scene scene) throws InterruptedException {
        Machines machines = new Machines(scene);
        String activity = machines.activity("queued");
        List<String> arns =
                machines.start(machines.create("queuer", """
                {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "%s", "End": true}}}""".formatted(activity)), scene.volume(2_000, 100_000));
        long began = System.nanoTime();
        List<GetActivityTaskResponse> tasks = machines.take(activity, arns.size(), WORKERS);
        int different = tasks.stream()
                .map(GetActivityTaskResponse::taskToken)
                .collect(Collectors.toSet())
                .size();
        scene.require(
                different == arns.size(), "I3", word(), arns.size() + " queued, " + different + " were handed out");
        List<Callable<Boolean>> reports = tasks.stream()
                .map(task -> (Callable<Boolean>) () -> machines.complete(task.taskToken()))
                .toList();
        Together.ask(WORKERS, reports);
        int open = machines.awaitEnds(arns, 30_000);
        scene.note("tasks", arns.size());
        scene.note("ms until none was left", (System.nanoTime() - began) / 1_000_000);
        scene.require(open == 0, "I1", word(), open + " were never done");
        for (String arn : arns) {
            machines.history(arn);
            scene.require(machines.status(arn) == ExecutionStatus.SUCCEEDED, "I1", arn, "it did not succeed");
        }
    }
}
