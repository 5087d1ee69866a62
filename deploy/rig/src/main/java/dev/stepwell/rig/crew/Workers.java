package dev.stepwell.rig.crew;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.program.Script;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;

/** Workers of activities: each asks for tasks and does them one after the other. */
final class Workers {
    private final Desk<SfnClient> desk;
    private final Completions completions;
    private final ExecutorService threads;

    Workers(Desk<SfnClient> desk, Completions completions, ExecutorService threads) {
        this.desk = desk;
        this.completions = completions;
        this.threads = threads;
    }

    void start(String activityArn, int count) {
        for (int i = 0; i < count; i++) {
            String name = "worker" + i;
            threads.execute(() -> work(activityArn, name));
        }
    }

    private void work(String activityArn, String name) {
        try {
            while (true) {
                GetActivityTaskResponse task = desk.ask(sfn ->
                        sfn.getActivityTask(r -> r.activityArn(activityArn).workerName(name)));
                if (task.taskToken() != null) {
                    threads.execute(() -> doing(task));
                }
            }
        } catch (Desk.Closed over) {
            // The run is over.
        }
    }

    private void doing(GetActivityTaskResponse task) {
        JsonNode parameters = Program.parse(task.input());
        Script script = Script.of(parameters);
        try {
            if (script.plan() == Script.Plan.BEAT) {
                beating(task.taskToken(), script.millis());
            } else {
                Thread.sleep(script.millis());
            }
            if (script.act(parameters) != Script.Act.NOTHING) {
                completions.send(task.taskToken(), parameters, script, false);
            }
        } catch (Desk.Closed over) {
            // The run is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beating(String token, int millis) throws InterruptedException {
        for (int i = 0; i < 10 && completions.beat(token); i++) {
            Thread.sleep(millis / 10);
        }
    }
}
