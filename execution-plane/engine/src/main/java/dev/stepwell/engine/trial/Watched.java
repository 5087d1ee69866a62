package dev.stepwell.engine.trial;

import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.model.Catcher;
import dev.stepwell.asl.model.ChoiceRule;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.Retrier;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.asl.model.WaitTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the state that the machine runs out of the one that is tried: the same, but watched, with the retries left that the experiment
 * says. One whose end is mocked and that the machine could not run by itself becomes a task, whose answer the mock is.
 */
final class Watched {
    private static final TaskResource MOCKED =
            new TaskResource.Service("mock", "mock", "mock", TaskResource.Pattern.REQUEST_RESPONSE);

    private final Vantage vantage;
    private final Experiment experiment;

    Watched(Vantage vantage) {
        this.vantage = vantage;
        this.experiment = vantage.experiment();
    }

    State state() {
        return switch (experiment.state()) {
            case State.Pass s -> {
                s.result().ifPresent(result -> vantage.sightings().see(Sight.RESULT, result));
                yield new State.Pass(s.name(), s.queryLanguage(), shaping(s), s.result(), s.next());
            }
            case State.Task s -> task(s);
            case State.Choice s ->
                new State.Choice(
                        s.name(),
                        s.queryLanguage(),
                        shaping(s),
                        s.choices().stream().map(this::rule).toList(),
                        s.otherwise());
            case State.Wait s -> new State.Wait(s.name(), s.queryLanguage(), shaping(s), until(s.until()), s.next());
            case State.Succeed s -> new State.Succeed(s.name(), s.queryLanguage(), shaping(s));
            case State.Fail s -> fail(s);
            case State.Parallel s -> mocked(s, shaping(s));
            case State.MapState s -> mocked(s, new MapFront(s, vantage));
        };
    }

    private Shaping shaping(State state) {
        return new WatchedShaping(state.shaping(), vantage);
    }

    private State task(State.Task s) {
        boolean offered = s.resource() instanceof TaskResource.Activity;
        return new State.Task(
                s.name(),
                s.queryLanguage(),
                shaping(s),
                offered ? MOCKED : s.resource(),
                vantage.of(s.timeoutSeconds()),
                vantage.of(s.heartbeatSeconds()),
                vantage.of(s.credentials()),
                retry(s),
                catches(s),
                s.next());
    }

    /** A Fail has no stages; what it is given is what it sees. */
    private State fail(State.Fail s) {
        if (s.queryLanguage() == QueryLanguage.JSONPATH) {
            vantage.sightings()
                    .see(Sight.AFTER_INPUT_PATH, experiment.given().input().json());
        }
        return new State.Fail(s.name(), s.queryLanguage(), s.shaping(), vantage.of(s.error()), vantage.of(s.cause()));
    }

    private <S extends State.Continuing & State.Recovering> State mocked(S s, Shaping shaping) {
        Optional<Expression> none = Optional.empty();
        return new State.Task(
                s.name(), s.queryLanguage(), shaping, MOCKED, none, none, none, retry(s), catches(s), s.next());
    }

    private ChoiceRule rule(ChoiceRule rule) {
        return new ChoiceRule(
                vantage.of(rule.condition()), rule.shaping().map(own -> new WatchedShaping(own, vantage)), rule.next());
    }

    private WaitTime until(WaitTime until) {
        return switch (until) {
            case WaitTime.Seconds seconds -> new WaitTime.Seconds(vantage.of(seconds.seconds()));
            case WaitTime.Timestamp timestamp -> new WaitTime.Timestamp(vantage.of(timestamp.timestamp()));
        };
    }

    private List<Retrier> retry(State.Recovering state) {
        return state.retry().stream().map(this::whatIsLeft).toList();
    }

    private Retrier whatIsLeft(Retrier retrier) {
        return new Retrier(
                retrier.errorEquals(),
                retrier.intervalSeconds(),
                Math.max(0, retrier.maxAttempts() - experiment.circumstances().retries()),
                retrier.backoffRate(),
                retrier.maxDelaySeconds(),
                retrier.fullJitter());
    }

    private List<Catcher> catches(State.Recovering state) {
        List<Catcher> catchers = new ArrayList<>();
        for (Catcher catcher : state.catches()) {
            Shaping shaping = new WatchedCatcher(catcher.shaping(), catchers.size(), vantage);
            catchers.add(new Catcher(catcher.errorEquals(), shaping, catcher.next()));
        }
        return catchers;
    }
}
