package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.names.SwfArn;
import java.time.Instant;
import java.util.Optional;

/**
 * What a workflow execution is in the words that all executions share. Its domain stands where others have their machine, under a name that no
 * machine can have; its name is the workflow id, unique among the domain's open runs; its run id is the id of the execution.
 */
public final class SwfBirths {
    private SwfBirths() {}

    /** What names of a domain's open runs are unique in, and what its runs are listed under. */
    public static String under(String domain) {
        return "swf:" + domain;
    }

    /** Where and whose. */
    public record Place(String region, String account, int tokenKey) {
        /** Where another run is, and by what its tokens are sealed. */
        public static Place of(StartFacts facts) {
            return new Place(facts.region(), facts.account(), facts.tokenKey());
        }
    }

    /** The birth of a run, which may be a child. */
    public static Birth of(
            Place place, SwfFacts swf, Optional<Payload> input, Optional<ParentTask> parent, Instant now) {
        SwfArn.Domain domain = new SwfArn.Domain(place.region(), place.account(), swf.domain());
        SwfArn.Execution execution = new SwfArn.Execution(
                place.region(), place.account(), swf.domain(), swf.execution().runId());
        StartFacts facts = StartFacts.of(
                        execution.toString(),
                        swf.execution().workflowId(),
                        domain.toString(),
                        under(swf.domain()),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        place.tokenKey())
                .withParent(parent)
                .withSwf(Optional.of(swf));
        return new Birth(place.region(), place.account(), facts, input.orElse(Payload.of("")), now);
    }

    /** The birth of the run that another one continues as. It keeps the workflow id and the parent. */
    public static Birth heir(
            StartFacts facts, String runId, SwfSettings settings, Optional<Payload> input, Instant now) {
        SwfFacts before = facts.swf().orElseThrow();
        SwfFacts swf = new SwfFacts(
                before.domain(),
                new WorkflowExecution(before.execution().workflowId(), runId),
                settings,
                input.isPresent(),
                Optional.of(before.execution().runId()),
                before.parent());
        return of(Place.of(facts), swf, input, facts.parent(), now);
    }
}
