package dev.stepwell.execution.connectors;

import com.google.protobuf.Message;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import java.util.concurrent.CompletionStage;

/** This very service, as its own executions ask it. Everything throws {@link dev.stepwell.contracts.calling.Fault} as it refuses. */
public interface OwnService {
    /**
     * Has an action done in the name of the execution that asks; may block for as long as the action takes.
     *
     * @param action its name in the service's model
     */
    Message ask(Connector.Question question, String action, Message request);

    /**
     * Starts an execution for a task, once however often the task asks.
     *
     * @param awaited whether the task waits for the end of what is started
     */
    CompletionStage<StartExecutionResponse> start(
            Connector.Question question, StartExecutionRequest request, boolean awaited);
}
