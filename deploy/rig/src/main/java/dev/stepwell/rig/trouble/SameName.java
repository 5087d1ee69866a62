package dev.stepwell.rig.trouble;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/** Sixty-four clients start executions of one name at once, with the same input, with two inputs, and after the end (R15). */
final class SameName implements Trouble {
    private static final int CLIENTS = 64;
    private static final String REFUSED = "refused";
    private static final String FAST = """
            {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "End": true}}}""";
    private static final String SLOW = """
            {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": 600, "End": true}}}""";

    @Override
    public void happen(Scene scene) throws InterruptedException {
        Machines machines = new Machines(scene);
        String slow = machines.create("slow", SLOW);
        String fast = machines.create("fast", FAST);
        List<String> running = new ArrayList<>();
        int names = scene.volume(30, 3_300);
        for (int i = 0; i < names; i++) {
            List<String> equal = race(scene, slow, "equal" + i, 1);
            scene.require(
                    new HashSet<>(equal).size() == 1, "I11", "equal" + i, "answers differ: " + new HashSet<>(equal));
            running.add(equal.getFirst());

            List<String> unequal = race(scene, slow, "unequal" + i, 2);
            Set<String> accepted = new HashSet<>(unequal);
            boolean someRefused = accepted.remove(REFUSED);
            scene.require(
                    someRefused && accepted.size() == 1, "I11", "unequal" + i, "two inputs were answered " + accepted);
            running.addAll(accepted);

            String closed = race(scene, fast, "closed" + i, 1).stream()
                    .filter(answer -> !answer.equals(REFUSED))
                    .findFirst()
                    .orElseThrow();
            machines.awaitEnds(List.of(closed), 30_000);
            Set<String> late = new HashSet<>(race(scene, fast, "closed" + i, 1));
            scene.require(late.equals(Set.of(REFUSED)), "I11", "closed" + i, "started again after its end: " + late);
            scene.note("names", 3);
            scene.note("starts", 4L * CLIENTS);
        }
        for (String arn : running) {
            scene.desk().ask(sfn -> sfn.stopExecution(r -> r.executionArn(arn)));
        }
    }

    /** The ARN that each client was answered, or that it was refused. */
    private static List<String> race(Scene scene, String machine, String name, int inputs) throws InterruptedException {
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String input = "{\"n\": " + i % inputs + "}";
            starts.add(() -> start(scene, machine, name, input));
        }
        return Together.ask(CLIENTS, starts);
    }

    private static String start(Scene scene, String machine, String name, String input) {
        try {
            return scene.desk()
                    .ask(sfn -> sfn.startExecution(
                            r -> r.stateMachineArn(machine).name(name).input(input)))
                    .executionArn();
        } catch (ExecutionAlreadyExistsException refused) {
            return REFUSED;
        }
    }
}
