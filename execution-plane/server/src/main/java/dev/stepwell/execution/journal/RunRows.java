package dev.stepwell.execution.journal;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.TurnCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a turn does to the row by which a run of SWF is found by those who look.
 *
 * @param opened present when the run begins
 * @param cancelRequested whether somebody has asked it to cancel
 * @param closed present when it ends
 */
public record RunRows(Optional<Birth> opened, boolean cancelRequested, Optional<SwfRuns.Closed> closed) {
    static RunRows of(TurnCommit turn, Optional<Instant> stopDate) {
        boolean cancelRequested = turn.records().stream()
                .anyMatch(record -> record.change() instanceof SwfExecutionChange.CancelRequested);
        Optional<SwfRuns.Closed> closed = Optional.empty();
        for (Effect effect : turn.rows()) {
            if (effect instanceof Effect.Close close && stopDate.isPresent()) {
                closed = close.closeStatus().map(status -> new SwfRuns.Closed(stopDate.get(), status));
            }
        }
        return new RunRows(turn.birth().filter(birth -> birth.facts().swf().isPresent()), cancelRequested, closed);
    }

    /** Whether a row that is there changes. */
    public boolean changes() {
        return cancelRequested || closed.isPresent();
    }

    /** The tags of a run in one text, in which {@link #tag} is a line: any text may be a tag, so each is written as JSON. */
    public static String tags(SwfFacts facts) {
        List<String> tags = facts.settings().tags();
        return tags.stream().map(RunRows::tag).collect(Collectors.joining("\n"));
    }

    /** A tag as it stands in the text of all. */
    public static String tag(String tag) {
        return Json.write(TextNode.valueOf(tag));
    }
}
