package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.BillingDetails;
import dev.stepwell.contracts.sfn.v1.CloudWatchEventsExecutionDataDetails;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionResponse;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.express.Finished;
import dev.stepwell.execution.express.WholeRuns;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.Optional;

/** StartSyncExecution. The request waits for the end, for at most five minutes and a little. */
final class SyncStarts {
    private static final Duration LONGEST = Duration.ofSeconds(310);

    /** The units of AWS's bill (pricing page, "Express Workflows"). */
    private static final long BILLED_MILLIS = 100;

    private static final long BILLED_MB = 64;

    private final WholeRuns runs;
    private final Births births;
    private final Clock clock;
    private final Rng rng;

    SyncStarts(WholeRuns runs, Births births, Clock clock, Rng rng) {
        this.runs = runs;
        this.births = births;
        this.clock = clock;
        this.rng = rng;
    }

    StartSyncExecutionResponse start(Caller caller, StartSyncExecutionRequest request) {
        ExecutionKey key = Starts.newKey(caller, clock, rng);
        Birth birth = births.of(
                caller, request, new Births.Given(Starts.newName(rng), key.id().value(), Optional.empty()));
        try {
            Finished finished = Waits.await(runs.run(key, birth), LONGEST);
            return answer(birth, finished, !request.getIncludedData().equals("METADATA_ONLY"));
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    private static StartSyncExecutionResponse answer(Birth birth, Finished finished, boolean all) {
        StartFacts facts = birth.facts();
        StartSyncExecutionResponse.Builder answer = StartSyncExecutionResponse.newBuilder()
                .setExecutionArn(facts.executionArn())
                .setStateMachineArn(facts.stateMachineArn())
                .setName(facts.name())
                .setStartDate(Times.of(birth.startDate()))
                .setStopDate(Times.of(finished.stopDate()))
                .setStatus(finished.end().status().name())
                .setInputDetails(included(all))
                .setOutputDetails(included(all)) // also when there is none (recorded from AWS)
                .setBillingDetails(bill(birth, finished));
        facts.traceHeader().ifPresent(answer::setTraceHeader);
        if (all) {
            answer.setInput(birth.input().text());
            finished.end().output().ifPresent(output -> answer.setOutput(output.text()));
            finished.end().error().ifPresent(answer::setError);
            finished.end().cause().ifPresent(answer::setCause);
        }
        return answer.build();
    }

    private static CloudWatchEventsExecutionDataDetails included(boolean included) {
        return CloudWatchEventsExecutionDataDetails.newBuilder()
                .setIncluded(included)
                .build();
    }

    private static BillingDetails bill(Birth birth, Finished finished) {
        long millis = Duration.between(birth.startDate(), finished.stopDate()).toMillis();
        return BillingDetails.newBuilder()
                .setBilledDurationInMilliseconds(BILLED_MILLIS * units(millis, BILLED_MILLIS))
                .setBilledMemoryUsedInMb(BILLED_MB * units(finished.mostBytes(), BILLED_MB << 20))
                .build();
    }

    /** Every unit that was begun, and at least one. */
    private static long units(long used, long unit) {
        return Math.max(1, Math.ceilDiv(used, unit));
    }
}
