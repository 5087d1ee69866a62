package dev.stepwell.clients.flux;

import com.danielgmyers.flux.step.Attribute;
import com.danielgmyers.flux.step.StepApply;
import com.danielgmyers.flux.step.StepAttributes;
import com.danielgmyers.flux.step.StepResult;
import com.danielgmyers.flux.step.WorkflowStep;
import com.danielgmyers.flux.wf.Workflow;
import com.danielgmyers.flux.wf.graph.WorkflowGraph;
import com.danielgmyers.flux.wf.graph.WorkflowGraphBuilder;
import java.util.Map;

/** Three steps: what is packed is weighed, which takes two attempts, and then shipped. */
public final class Delivery implements Workflow {
    static final String ARTICLE = "article";
    private static final String PARCEL = "parcel";
    private static final String WEIGHED = "weighed";

    private final WorkflowGraph graph;

    Delivery() {
        Pack pack = new Pack();
        Weigh weigh = new Weigh();
        Ship ship = new Ship();
        WorkflowGraphBuilder builder = new WorkflowGraphBuilder(pack, Map.of(ARTICLE, String.class));
        builder.alwaysTransition(pack, weigh);
        builder.addStep(weigh);
        builder.alwaysTransition(weigh, ship);
        builder.addStep(ship);
        builder.alwaysClose(ship);
        this.graph = builder.build();
    }

    @Override
    public WorkflowGraph getGraph() {
        return graph;
    }

    /** The first step. */
    public static final class Pack implements WorkflowStep {
        @Override
        public Map<String, Class<?>> declaredOutputAttributes() {
            return Map.of(PARCEL, String.class);
        }

        @StepApply
        public StepResult apply(@Attribute(ARTICLE) String article) {
            return StepResult.success().withAttribute(PARCEL, "parcel of " + article);
        }
    }

    /** The second, which asks to be tried once more. */
    public static final class Weigh implements WorkflowStep {
        @Override
        public Map<String, Class<?>> declaredOutputAttributes() {
            return Map.of(WEIGHED, String.class);
        }

        @StepApply(initialRetryDelaySeconds = 1, jitterPercent = 0)
        public StepResult apply(
                @Attribute(PARCEL) String parcel, @Attribute(StepAttributes.RETRY_ATTEMPT) Long attempt) {
            return attempt == 0
                    ? StepResult.retry("the scales are not ready")
                    : StepResult.success().withAttribute(WEIGHED, parcel + ", weighed");
        }
    }

    /** The last. */
    public static final class Ship implements WorkflowStep {
        @StepApply
        public StepResult apply(@Attribute(WEIGHED) String parcel) {
            return StepResult.success(parcel + " and shipped");
        }
    }
}
