package dev.stepwell.execution.journal;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.TurnCommit.Fence;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Workflow executions of SWF in two domains and two regions, as the store is told of them. */
record SwfLives(Incarnation node, Random random) {
    static final List<String> TAGS = List.of("a", "ab", "new\nline", "", "nul\0", "q\"uote", "ä");

    /** The turns of one, by its number: a quarter just runs, a quarter was asked to cancel, the others have closed. */
    List<TurnCommit> of(ExecutionKey key, Instant at, int number) {
        SwfFacts facts = new SwfFacts(
                number % 5 == 0 ? "other" : "shop",
                new WorkflowExecution(
                        "order-" + number % 7 + "-" + number, key.id().toString()),
                new SwfSettings(
                        new SwfType("type-" + number % 3, "v" + number % 2),
                        "list",
                        Optional.empty(),
                        Timeout.of(60),
                        Timeout.of(60),
                        ChildPolicy.TERMINATE,
                        Optional.empty(),
                        List.of(TAGS.get(number % TAGS.size()), "t" + number % 2)),
                true,
                Optional.empty(),
                Optional.empty());
        String region = number % 11 == 0 ? "eu-west-1" : TestRun.REGION;
        Birth birth = SwfBirths.of(
                new SwfBirths.Place(region, "123456789012", 1),
                facts,
                Optional.of(TestRun.INPUT),
                Optional.empty(),
                at);
        List<TurnCommit> turns = new ArrayList<>();
        turns.add(new TurnCommit(
                key,
                new Fence(0, 0, node, 1),
                Optional.of(birth),
                List.of(new JournalRecord(1, at, 1, 0, new ExecutionChange.Started(birth.facts(), birth.input()))),
                List.of(),
                Map.of(),
                Optional.empty()));
        if (number % 4 == 1) {
            turns.add(turn(key, 1, at, new SwfExecutionChange.CancelRequested(Optional.empty(), false)));
        } else if (number % 4 > 1) {
            CloseStatus status = CloseStatus.values()[number % CloseStatus.values().length];
            turns.add(turn(
                    key,
                    1,
                    at.plusSeconds(random.nextInt(30)),
                    new SwfExecutionChange.Completed(Optional.empty(), 1),
                    new Effect.Close(
                            RunStatus.SUCCEEDED,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(status))));
        }
        return turns;
    }

    private TurnCommit turn(ExecutionKey key, long seq, Instant at, SwfExecutionChange change, Effect... rows) {
        return new TurnCommit(
                key,
                new Fence(1, seq, node, 1),
                Optional.empty(),
                List.of(new JournalRecord(seq + 1, at, seq + 1, seq, change)),
                List.of(rows),
                Map.of(),
                Optional.empty());
    }
}
