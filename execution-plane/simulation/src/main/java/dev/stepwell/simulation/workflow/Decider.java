package dev.stepwell.simulation.workflow;

import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.simulation.workflow.Sight.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a plan wants next: a pure function of the history that a decision task shows. */
public final class Decider {
    /** The type of all workflows. */
    public static final SwfType WORKFLOW = new SwfType("planned", "1");

    /** The list of their decision tasks. */
    public static final String DECISIONS = "decisions";

    /** The list of their activity tasks. */
    public static final String ACTIVITIES = "activities";

    /** A list that nobody asks at. */
    public static final String NOWHERE = "nowhere";

    /** The role that functions are asked with. */
    public static final String ROLE = "arn:aws:iam::123456789012:role/simulated";

    private static final SwfType ACTIVITY = new SwfType("work", "1");
    private static final int RUN_PART = 8;

    private final Function<String, Plan> plans;

    /** A decider of the plans of these names. */
    public Decider(Function<String, Plan> plans) {
        this.plans = plans;
    }

    /** What comes next; empty when there is nothing to do but wait. */
    public List<Decision> decide(List<JournalRecord> events) {
        Sight sight = new Sight(events);
        if (sight.isCancelRequested()) {
            return List.of(new Decision.CancelWorkflowExecution(Optional.empty()));
        }
        Plan plan = plans.apply(Plan.nameIn(sight.input()));
        int first = Plan.stageIn(sight.input());
        List<Decision> decisions = new ArrayList<>();
        for (int stage = first; stage < plan.stages().size(); stage++) {
            boolean done = true;
            List<Item> items = plan.stages().get(stage);
            for (int i = 0; i < items.size(); i++) {
                done &= new Progress(sight, decisions, "s" + stage + "i" + i).isDone(items.get(i));
            }
            if (!done) {
                return decisions;
            }
            if (plan.renewals().contains(stage)) {
                decisions.add(renewal(plan, stage + 1));
                return decisions;
            }
        }
        decisions.add(
                plan.end() == Plan.End.FAILS
                        ? new Decision.FailWorkflowExecution(Optional.of("planned"), Optional.empty())
                        : new Decision.CompleteWorkflowExecution(Optional.of(Payload.of(plan.result(first)))));
        return decisions;
    }

    private static Decision renewal(Plan plan, int stage) {
        return new Decision.ContinueAsNewWorkflowExecution(
                Optional.empty(),
                Optional.of(Payload.of(plan.input(stage))),
                options(plan),
                List.of(),
                new Registered.Active<>(WorkflowOptions.NONE));
    }

    private static WorkflowOptions options(Plan plan) {
        return new WorkflowOptions(
                Optional.of(DECISIONS),
                Optional.empty(),
                Optional.of(Timeout.of(plan.lifetime())),
                Optional.of(Timeout.of(5)),
                Optional.of(plan.childPolicy()),
                Optional.of(ROLE));
    }

    /** How far one item has come, and what is to be decided for it. */
    private record Progress(Sight sight, List<Decision> decisions, String item) {
        boolean isDone(Item wanted) {
            return switch (wanted) {
                case Item.Activity activity -> activity(activity.work());
                case Item.Timer timer -> timer(timer);
                case Item.Marker marker -> marker();
                case Item.Function function -> function(function);
                case Item.Child child -> child(child);
                case Item.Signal signal -> signal(signal);
                case Item.Await await -> sight.hasSignal(await.signal());
            };
        }

        private static String named(String item, int attempt) {
            return item + "t" + attempt;
        }

        /** The last attempt; the first when there was none. */
        private int attempt() {
            int attempt = 0;
            while (sight.phase(named(item, attempt + 1)).isPresent()) {
                attempt++;
            }
            return attempt;
        }

        private boolean activity(Item.Work work) {
            int attempt = attempt();
            String name = named(item, attempt);
            Optional<Phase> phase = sight.phase(name);
            if (phase.isEmpty()) {
                schedule(name, work);
                return false;
            }
            boolean isOver = switch (phase.get()) {
                case ASKED_FOR, STARTED -> {
                    if (work == Item.Work.CANCELED && !sight.isCancelAsked(name)) {
                        decisions.add(new Decision.RequestCancelActivityTask(name));
                    }
                    yield true;
                }
                case DONE -> work == Item.Work.DONE || work == Item.Work.FAILS_ONCE || work == Item.Work.BEATS;
                case FAILED -> work == Item.Work.FAILS;
                case TIMED_OUT -> wantsTimeout(work);
                case CANCELED -> work == Item.Work.CANCELED;
                case AMISS -> false;
            };
            if (!isOver) {
                schedule(named(item, attempt + 1), work);
                if (work == Item.Work.CANCELED) { // nothing might have it decide again
                    decisions.add(new Decision.RequestCancelActivityTask(named(item, attempt + 1)));
                }
            }
            return isOver && phase.get() != Phase.ASKED_FOR && phase.get() != Phase.STARTED;
        }

        private static boolean wantsTimeout(Item.Work work) {
            return work == Item.Work.GOES_QUIET || work == Item.Work.NEVER_ENDS || work == Item.Work.NOBODY_TAKES;
        }

        private void schedule(String name, Item.Work work) {
            boolean nowhere = work == Item.Work.NOBODY_TAKES;
            boolean beats = work == Item.Work.BEATS || work == Item.Work.GOES_QUIET || work == Item.Work.CANCELED;
            ActivityOptions options = new ActivityOptions(
                    Optional.of(nowhere ? NOWHERE : ACTIVITIES),
                    Optional.empty(),
                    Optional.of(nowhere ? Timeout.of(4) : Timeout.of(60)),
                    Optional.of(Timeout.NONE),
                    Optional.of(Timeout.of(work == Item.Work.NEVER_ENDS ? 3 : 20)),
                    Optional.of(beats ? Timeout.of(4) : Timeout.NONE));
            decisions.add(new Decision.ScheduleActivityTask(
                    ACTIVITY,
                    name,
                    Optional.empty(),
                    Optional.of(Payload.of(work.name())),
                    options,
                    new Registered.Active<>(ActivityOptions.NONE)));
        }

        private boolean timer(Item.Timer timer) {
            Optional<Phase> phase = sight.phase(item);
            if (phase.isEmpty()) {
                decisions.add(new Decision.StartTimer(item, Optional.empty(), timer.seconds()));
                return false;
            }
            if (phase.get() == Phase.ASKED_FOR && timer.canceled()) {
                decisions.add(new Decision.CancelTimer(item)); // nothing will tell of it, so all goes on at once
            }
            return phase.get() != Phase.ASKED_FOR || timer.canceled();
        }

        private boolean marker() {
            if (sight.phase(item).isEmpty()) {
                decisions.add(new Decision.RecordMarker(item, Optional.empty()));
            }
            return true;
        }

        private boolean function(Item.Function function) {
            int attempt = attempt();
            Optional<Phase> phase = sight.phase(named(item, attempt));
            Phase wanted = function.fails() ? Phase.FAILED : Phase.DONE;
            boolean open = phase.filter(p -> p == Phase.ASKED_FOR || p == Phase.STARTED)
                    .isPresent();
            if (!open && !phase.equals(Optional.of(wanted))) {
                decisions.add(new Decision.ScheduleLambdaFunction(
                        named(item, phase.isEmpty() ? attempt : attempt + 1),
                        Plan.FUNCTION,
                        Optional.empty(),
                        Optional.of(Payload.of(
                                "{\"n\":1,\"attempt\":0,\"script\":{\"plan\":\"" + (function.fails() ? "FAIL" : "DO")
                                        + "\",\"times\":0,\"delta\":1,\"bytes\":0,\"millis\":300}}")),
                        Optional.of(Timeout.of(30))));
            }
            return phase.equals(Optional.of(wanted));
        }

        private boolean child(Item.Child child) {
            int attempt = attempt();
            Optional<Phase> phase = sight.phase(named(item, attempt));
            Phase wanted = switch (child.plan().end()) {
                case COMPLETES -> Phase.DONE;
                case FAILS -> Phase.FAILED;
                case CANCELS -> Phase.CANCELED;
                case TIMES_OUT -> Phase.TIMED_OUT;
            };
            boolean open = phase.filter(p -> p == Phase.ASKED_FOR || p == Phase.STARTED)
                    .isPresent();
            if (!open && !phase.equals(Optional.of(wanted))) {
                start(child.plan(), phase.isEmpty() ? attempt : attempt + 1);
            }
            if (phase.equals(Optional.of(Phase.STARTED))) {
                touch(child.touch(), named(item, attempt));
            }
            return phase.equals(Optional.of(wanted));
        }

        /** A workflow id that no other run's child has. */
        private String workflowId(String name) {
            String run = sight.facts().swf().orElseThrow().execution().runId();
            return name + "-" + run.substring(run.length() - RUN_PART);
        }

        private void start(Plan plan, int attempt) {
            String name = named(item, attempt);
            decisions.add(new Decision.StartChildWorkflowExecution(
                    WORKFLOW,
                    workflowId(name),
                    Optional.of(Payload.of(name)),
                    Optional.of(Payload.of(plan.input(0))),
                    options(plan),
                    List.of(),
                    new Registered.Active<>(WorkflowOptions.NONE)));
        }

        private void touch(Item.Touch touch, String name) {
            int tries = 0;
            while (sight.phase(name + "u" + tries).filter(Phase.AMISS::equals).isPresent()) {
                tries++;
            }
            String control = name + "u" + tries;
            if (touch == Item.Touch.NONE || sight.phase(control).isPresent()) {
                return;
            }
            Optional<Payload> text = Optional.of(Payload.of(control));
            decisions.add(
                    touch == Item.Touch.SIGNAL
                            ? new Decision.SignalExternalWorkflowExecution(
                                    workflowId(name), Optional.empty(), Plan.GO, Optional.empty(), text)
                            : new Decision.RequestCancelExternalWorkflowExecution(
                                    workflowId(name), Optional.empty(), text));
        }

        private boolean signal(Item.Signal signal) {
            Optional<Phase> phase = sight.phase(item);
            if (phase.isEmpty()) {
                decisions.add(new Decision.SignalExternalWorkflowExecution(
                        signal.workflowId(),
                        Optional.empty(),
                        "hello",
                        Optional.empty(),
                        Optional.of(Payload.of(item))));
            }
            return phase.filter(p -> p != Phase.ASKED_FOR).isPresent();
        }
    }
}
