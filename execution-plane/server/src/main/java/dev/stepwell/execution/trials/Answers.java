package dev.stepwell.execution.trials;

import dev.stepwell.contracts.sfn.v1.InspectionData;
import dev.stepwell.contracts.sfn.v1.InspectionErrorDetails;
import dev.stepwell.contracts.sfn.v1.TestStateResponse;
import dev.stepwell.engine.trial.Inspection;
import dev.stepwell.engine.trial.Inspection.Handler;
import dev.stepwell.engine.trial.Inspection.MapLimits;
import dev.stepwell.engine.trial.Sight;
import dev.stepwell.engine.trial.Verdict;
import dev.stepwell.engine.trial.Verdict.Failure;

/** Prints a verdict as TestState answers it. */
final class Answers {
    private Answers() {}

    /** @param inspected whether the level asks for more than the outcome */
    static TestStateResponse of(Verdict verdict, boolean inspected) {
        TestStateResponse.Builder answer = TestStateResponse.newBuilder();
        switch (verdict) {
            case Verdict.Succeeded succeeded -> {
                answer.setStatus("SUCCEEDED").setOutput(succeeded.output().text());
                succeeded.next().ifPresent(answer::setNextState);
            }
            case Verdict.Failed failed -> failure(answer.setStatus("FAILED"), failed.failure());
            case Verdict.Retriable retriable -> failure(answer.setStatus("RETRIABLE"), retriable.failure());
            case Verdict.Caught caught -> {
                failure(answer.setStatus("CAUGHT_ERROR"), caught.failure());
                answer.setOutput(caught.output().text()).setNextState(caught.next());
            }
        }
        if (inspected) {
            answer.setInspectionData(inspection(verdict.inspection()));
        }
        return answer.build();
    }

    private static void failure(TestStateResponse.Builder answer, Failure failure) {
        failure.error().ifPresent(answer::setError);
        failure.cause().ifPresent(answer::setCause);
    }

    private static InspectionData inspection(Inspection inspection) {
        InspectionData.Builder data = InspectionData.newBuilder();
        inspection.texts().forEach((sight, text) -> set(data, sight, text));
        MapLimits limits = inspection.limits();
        limits.maxConcurrency().ifPresent(data::setMaxConcurrency);
        limits.toleratedCount().ifPresent(data::setToleratedFailureCount);
        limits.toleratedPercentage().ifPresent(percentage -> data.setToleratedFailurePercentage((float) percentage));
        if (inspection.handler().isSomebody()) {
            data.setErrorDetails(details(inspection.handler()));
        }
        return data.build();
    }

    private static void set(InspectionData.Builder data, Sight sight, String text) {
        switch (sight) {
            case INPUT -> data.setInput(text);
            case AFTER_INPUT_PATH -> data.setAfterInputPath(text);
            case AFTER_PARAMETERS -> data.setAfterParameters(text);
            case AFTER_ARGUMENTS -> data.setAfterArguments(text);
            case AFTER_ITEMS_PATH -> data.setAfterItemsPath(text);
            case AFTER_ITEMS_POINTER -> data.setAfterItemsPointer(text);
            case AFTER_ITEM_SELECTOR -> data.setAfterItemSelector(text);
            case AFTER_ITEM_BATCHER -> data.setAfterItemBatcher(text);
            case RESULT -> data.setResult(text);
            case AFTER_RESULT_SELECTOR -> data.setAfterResultSelector(text);
            case AFTER_RESULT_PATH -> data.setAfterResultPath(text);
            case VARIABLES -> data.setVariables(text);
        }
    }

    private static InspectionErrorDetails details(Handler handler) {
        InspectionErrorDetails.Builder details = InspectionErrorDetails.newBuilder();
        handler.catchIndex().ifPresent(details::setCatchIndex);
        handler.retryIndex().ifPresent(details::setRetryIndex);
        handler.backoffSeconds().ifPresent(details::setRetryBackoffIntervalSeconds);
        return details.build();
    }
}
