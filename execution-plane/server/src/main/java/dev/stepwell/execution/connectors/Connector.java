package dev.stepwell.execution.connectors;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks one service. */
@FunctionalInterface
public interface Connector {
    /**
     * Asks, once. May block for as long as it takes to send; the stage ends with what was answered. When it fails, the task fails with an
     * error that names the failure.
     */
    CompletionStage<Result> ask(Question question);

    /**
     * What a task asks.
     *
     * @param key whose task
     * @param facts of the execution
     * @param invoke what, of which resource
     */
    record Question(ExecutionKey key, StartFacts facts, Effect.Invoke invoke) {
        private static final int REGION = 3;
        private static final int ACCOUNT = 4;

        /** The region of the execution. */
        public String region() {
            return part(REGION);
        }

        /** The account of the execution. */
        public String account() {
            return part(ACCOUNT);
        }

        /** ARNs of executions and of SWF's runs differ only behind the account. */
        private String part(int index) {
            return facts.executionArn().split(":", -1)[index];
        }
    }

    /** How it ended. */
    sealed interface Result {
        /** What stands for an answer when the connector itself has failed. */
        static Result internal() {
            return new Failed("States.TaskFailed", "An internal error occurred while the resource was invoked.");
        }

        /** What it means to the execution that has asked. */
        default Input input(Effect.Invoke invoke) {
            return switch (this) {
                case Succeeded succeeded ->
                    invoke.endsLater()
                            ? new Input.TaskSubmitted(invoke.task(), succeeded.output())
                            : new Input.TaskSucceeded(0, invoke.task(), succeeded.output());
                case Failed failed ->
                    invoke.endsLater()
                            ? new Input.RequestFailed(
                                    invoke.task(), Optional.of(failed.error()), Optional.of(failed.cause()))
                            : new Input.TaskFailed(
                                    0, invoke.task(), Optional.of(failed.error()), Optional.of(failed.cause()));
            };
        }

        /** With an answer. */
        record Succeeded(Payload output) implements Result {}

        /** With an error by its full name, such as {@code Lambda.TooManyRequestsException}, and a cause. */
        record Failed(String error, String cause) implements Result {}
    }
}
