package dev.stepwell.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Shaping;
import java.util.List;
import java.util.Optional;

/** One state of a diagram: the eight kinds of the language (developer guide, "Workflow states"). */
public sealed interface State {
    /** The name under which the flow holds it. */
    String name();

    /** How it shapes its data; Fail has none and says so by an identity shaping. */
    Shaping shaping();

    /** The query language it speaks. */
    QueryLanguage queryLanguage();

    /** A state that is followed by another one or ends its flow. */
    sealed interface Continuing extends State permits Pass, Task, Wait, Parallel, MapState {
        /** The state after this one; empty when this one ends the flow. */
        Optional<String> next();
    }

    /** A state whose failure may be retried and caught. */
    sealed interface Recovering extends State permits Task, Parallel, MapState {
        /** The retriers in order; the first that matches an error decides. */
        List<Retrier> retry();

        /** The catchers in order; asked when no retrier is left. */
        List<Catcher> catches();
    }

    /**
     * Passes its input on, shaped.
     *
     * @param result the static Result, which then stands for the output of the body
     */
    record Pass(
            String name, QueryLanguage queryLanguage, Shaping shaping, Optional<JsonNode> result, Optional<String> next)
            implements Continuing {}

    /**
     * Has work done by an activity worker, a function or a service.
     *
     * @param resource the ARN as written
     * @param timeoutSeconds TimeoutSeconds or TimeoutSecondsPath; absent: AWS's 99,999,999
     * @param heartbeatSeconds HeartbeatSeconds or HeartbeatSecondsPath
     * @param credentials the RoleArn of Credentials
     */
    record Task(
            String name,
            QueryLanguage queryLanguage,
            Shaping shaping,
            TaskResource resource,
            Optional<Expression> timeoutSeconds,
            Optional<Expression> heartbeatSeconds,
            Optional<Expression> credentials,
            List<Retrier> retry,
            List<Catcher> catches,
            Optional<String> next)
            implements Continuing, Recovering {
        public Task {
            retry = List.copyOf(retry);
            catches = List.copyOf(catches);
        }
    }

    /**
     * Goes to the state of the first rule that matches.
     *
     * @param otherwise the Default; without it, no match fails the execution
     */
    record Choice(
            String name,
            QueryLanguage queryLanguage,
            Shaping shaping,
            List<ChoiceRule> choices,
            Optional<String> otherwise)
            implements State {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    /** Waits. */
    record Wait(String name, QueryLanguage queryLanguage, Shaping shaping, WaitTime until, Optional<String> next)
            implements Continuing {}

    /** Ends its flow with success. */
    record Succeed(String name, QueryLanguage queryLanguage, Shaping shaping) implements State {}

    /** Fails, with an error and a cause, each of which may be absent. */
    record Fail(
            String name,
            QueryLanguage queryLanguage,
            Shaping shaping,
            Optional<Expression> error,
            Optional<Expression> cause)
            implements State {}

    /** Runs its branches at once; its result is the array of their outputs in branch order. */
    record Parallel(
            String name,
            QueryLanguage queryLanguage,
            Shaping shaping,
            List<Flow> branches,
            List<Retrier> retry,
            List<Catcher> catches,
            Optional<String> next)
            implements Continuing, Recovering {
        public Parallel {
            branches = List.copyOf(branches);
            retry = List.copyOf(retry);
            catches = List.copyOf(catches);
        }
    }

    /**
     * Runs its processor once per item; its result is the array of the outputs in item order.
     *
     * @param items ItemsPath or Items; the value is an array (JSONata also takes an object)
     * @param itemSelector ItemSelector (or Parameters of the older form), evaluated per item with {@code $$.Map.Item}
     * @param maxConcurrency 0 means as many as the server likes
     */
    record MapState(
            String name,
            QueryLanguage queryLanguage,
            Shaping shaping,
            Expression items,
            Optional<Expression> itemSelector,
            Optional<Expression> maxConcurrency,
            ToleratedFailure toleratedFailure,
            Processor processor,
            List<Retrier> retry,
            List<Catcher> catches,
            Optional<String> next)
            implements Continuing, Recovering {
        public MapState {
            retry = List.copyOf(retry);
            catches = List.copyOf(catches);
        }
    }
}
