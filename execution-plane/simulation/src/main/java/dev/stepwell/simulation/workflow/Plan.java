package dev.stepwell.simulation.workflow;

import dev.stepwell.engine.workflow.ChildPolicy;
import java.util.List;
import java.util.Set;

/**
 * What a workflow does: stage after stage, each when all of the one before is done, then an end. A run is told its plan and its first stage by
 * its input, such as {@code w3/2}.
 *
 * @param name what it is called among all plans
 * @param stages what is done at the same time
 * @param renewals after which stages the run continues as a new one
 * @param end how the last run closes
 * @param lifetime after how many seconds a run times out
 * @param childPolicy what becomes of its children when it times out or is terminated
 */
public record Plan(
        String name, List<List<Item>> stages, Set<Integer> renewals, End end, long lifetime, ChildPolicy childPolicy) {
    /** The signal that nobody sends. */
    public static final String NEVER = "never";

    /** The signal that somebody sends. */
    public static final String GO = "go";

    /** The function that the functions of a plan are. */
    public static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:simulated";

    public Plan {
        stages = List.copyOf(stages.stream().map(List::copyOf).toList());
        renewals = Set.copyOf(renewals);
    }

    /** How a workflow ends when nobody interferes. */
    public enum End {
        COMPLETES,
        FAILS,
        /** It waits for what never comes, and is canceled. */
        CANCELS,
        /** It waits for what never comes, and times out. */
        TIMES_OUT
    }

    /** The input of a run that begins with a stage. */
    public String input(int stage) {
        return name + "/" + stage;
    }

    /** The name of the plan in an input. */
    public static String nameIn(String input) {
        return input.substring(0, input.indexOf('/'));
    }

    /** The stage in an input. */
    public static int stageIn(String input) {
        return Integer.parseInt(input.substring(input.indexOf('/') + 1));
    }

    /** What the run that began with a stage comes to if it is the one that ends the workflow. */
    public String result(int from) {
        StringBuilder letters = new StringBuilder();
        stages.subList(from, stages.size()).forEach(stage -> stage.forEach(item -> letters.append(item.letter())));
        return letters.toString();
    }

    /** Whether somebody outside has to send {@link #GO} for it to end. */
    public boolean needsGo() {
        return stages.stream().flatMap(List::stream).anyMatch(new Item.Await(GO)::equals);
    }

    /** This plan and those of its children, and of theirs. */
    public List<Plan> all() {
        List<Plan> all = new java.util.ArrayList<>(List.of(this));
        for (List<Item> stage : stages) {
            for (Item item : stage) {
                if (item instanceof Item.Child child) {
                    all.addAll(child.plan().all());
                }
            }
        }
        return all;
    }
}
