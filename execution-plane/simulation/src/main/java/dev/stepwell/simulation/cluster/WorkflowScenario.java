package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.simulation.cut.Cut;
import dev.stepwell.simulation.cut.Less;
import dev.stepwell.simulation.workflow.Decider;
import dev.stepwell.simulation.workflow.Plan;
import dev.stepwell.simulation.workflow.PlanGenerator;
import dev.stepwell.simulation.world.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which workflows are to run in one world, and what clients do to them. */
final class WorkflowScenario {
    static final String DOMAIN = "simulated";
    private static final long SECOND = 1_000_000;

    final List<Start> starts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private int drawnStarts;

    /**
     * One start that a client will ask for.
     *
     * @param at when
     * @param cancelAt when a client asks it to cancel; 0 for never
     * @param terminateAt when a client terminates it; 0 for never
     */
    record Start(Plan plan, String workflowId, long at, long cancelAt, long terminateAt) {
        boolean isSteered() {
            return cancelAt > 0 || terminateAt > 0;
        }
    }

    /** As many workflows as are wanted, but for those that are cut. */
    WorkflowScenario(Seeds seeds, int wanted, long until, Cut cut) {
        RandomGenerator random = seeds.of("workflows");
        PlanGenerator generator = new PlanGenerator(seeds.of("plans"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            String id = "flow" + i;
            Plan plan = generator.plan(List.copyOf(ids));
            ids.add(id);
            plan.all().forEach(each -> plans.put(each.name(), each));
            long at = Seeds.between(random, SECOND, until);
            long cancelAt = random.nextInt(8) == 0 ? at + Seeds.between(random, 0, 40 * SECOND) : 0;
            long terminateAt = random.nextInt(6) == 0 ? at + Seeds.between(random, 0, 40 * SECOND) : 0;
            Start start = new Start(plan, id, at, cancelAt, terminateAt);
            add(start, cut);
            if (random.nextInt(6) == 0) {
                add(new Start(plan, id, at + Seeds.between(random, 0, 5 * SECOND), 0, 0), cut);
            }
        }
    }

    private void add(Start start, Cut cut) {
        int number = drawnStarts++;
        if (!cut.has(new Less.NoFlow(number))) {
            boolean alone = cut.has(new Less.FlowLeftAlone(number));
            starts.add(alone ? new Start(start.plan, start.workflowId, start.at, 0, 0) : start);
            numbers.add(number);
        }
    }

    /** What may still be taken away. */
    List<Less> less() {
        List<Less> less = new ArrayList<>();
        numbers.forEach(number -> less.add(new Less.NoFlow(number)));
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i).isSteered()) {
                less.add(new Less.FlowLeftAlone(numbers.get(i)));
            }
        }
        return less;
    }

    /** How many of the starts clients cancel or terminate. */
    int steered() {
        return (int) starts.stream().filter(Start::isSteered).count();
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    /** The plan of that name. */
    Plan plan(String name) {
        return Optional.ofNullable(plans.get(name)).orElseThrow();
    }

    static TaskList list(TaskList.Kind kind, String name) {
        return new TaskList(kind, Scenario.REGION, DOMAIN, name);
    }

    /** The first run of a workflow. */
    static Birth birth(Plan plan, String workflowId, String runId, int tokenKey, Instant now) {
        SwfSettings settings = new SwfSettings(
                Decider.WORKFLOW,
                Decider.DECISIONS,
                Optional.empty(),
                Timeout.of(plan.lifetime()),
                Timeout.of(5),
                plan.childPolicy(),
                Optional.of(Decider.ROLE),
                List.of());
        SwfFacts facts = new SwfFacts(
                DOMAIN, new WorkflowExecution(workflowId, runId), settings, true, Optional.empty(), Optional.empty());
        return SwfBirths.of(
                new SwfBirths.Place(Scenario.REGION, Scenario.ACCOUNT, tokenKey),
                facts,
                Optional.of(Payload.of(plan.input(0))),
                Optional.empty(),
                now);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        starts.forEach(s -> text.append(s).append('\n'));
        return text.toString();
    }
}
