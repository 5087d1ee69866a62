package dev.stepwell.execution.connectors;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What a task of one execution asks. */
public final class Questions {
    private static final StartFacts FACTS = StartFacts.of(
            "arn:aws:states:us-east-1:123456789012:execution:m:e",
            "e",
            "arn:aws:states:us-east-1:123456789012:stateMachine:m",
            "m",
            "r",
            "role",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);

    private Questions() {}

    /** Asks a service, and waits for the answer. */
    public static Result ask(Connector connector, String resource, String arguments) {
        return ask(connector, of("arn:aws:states:::" + resource, arguments));
    }

    /** Asks, and waits for the answer. */
    static Result ask(Connector connector, Question question) {
        return connector
                .ask(question)
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** A question to a Resource. */
    static Question of(String resource, String arguments) {
        Effect.Invoke invoke = new Effect.Invoke(
                new TaskRef(3, 0),
                TaskResource.of(resource),
                Payload.of(arguments),
                Optional.empty(),
                false,
                Instant.EPOCH);
        return new Question(new ExecutionKey(new TenantId(1), new ExecutionId(new UUID(1, 1))), FACTS, invoke);
    }
}
