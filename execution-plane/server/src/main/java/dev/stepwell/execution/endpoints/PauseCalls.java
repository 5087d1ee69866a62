package dev.stepwell.execution.endpoints;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tells executions that they are paused, or go on: each first, and then the map runs that it has started.
 *
 * @param store knows the map runs
 * @param calls reach them
 */
public record PauseCalls(Store store, Calls calls) {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);
    private static final int AT_ONCE = 50;

    /**
     * Tells one, and waits. Who is not answered asks again, and both are as they were: so nothing is kept for the map runs that were not
     * reached.
     *
     * @throws NotDone when it cannot be reached
     */
    public Reply.Answer tell(ExecutionKey execution, String region, Input input) {
        Reply.Answer answer = Waits.await(calls.call(execution, input), LONGEST);
        boolean stays = input instanceof Input.Resume && answer instanceof Reply.Paused;
        if (!stays && !(answer instanceof Reply.NotRunning)) {
            tellMapRuns(execution, region, input);
        }
        return answer;
    }

    private void tellMapRuns(ExecutionKey execution, String region, Input input) {
        Optional<After> after = Optional.empty();
        List<ExecutionRow> page;
        do {
            ListQuery running = running(region, StartFacts.mapRunsOf(execution.id()), after, AT_ONCE);
            page = Waits.read(() -> store.list(execution.tenant(), running));
            List<CompletionStage<Reply.Answer>> asked =
                    page.stream().map(run -> calls.call(run.key(), input)).toList();
            asked.forEach(answer -> Waits.await(answer, LONGEST));
            after = last(page);
        } while (page.size() == AT_ONCE);
    }

    /** What runs of a machine, or of what stands for one. */
    public static ListQuery running(String region, String listedUnder, Optional<After> after, int most) {
        return new ListQuery(
                region, listedUnder, Optional.of(RunStatus.RUNNING), Optional.empty(), Optional.empty(), after, most);
    }

    /** Behind which the next page begins. */
    public static Optional<After> last(List<ExecutionRow> page) {
        return page.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new After(page.getLast().startDate(), page.getLast().key()));
    }
}
