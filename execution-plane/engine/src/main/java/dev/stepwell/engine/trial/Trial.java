package dev.stepwell.engine.trial;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.Retrier;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.Errors;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.trial.Experiment.Mock;
import dev.stepwell.engine.trial.Inspection.Handler;
import dev.stepwell.engine.trial.Verdict.Failure;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The trial of one state: a machine of that state alone is run one record at a time until the state is left, would be tried again or
 * fails. {@link #begin} it, and bring the answer when it asks for one. Used by one thread at a time.
 */
public final class Trial {
    private static final Failure TOO_MANY_FAILED = new Failure(
            Optional.of("States.ExceedToleratedFailureThreshold"),
            Optional.of("The specified tolerated failure threshold was exceeded"));

    private final AslMachine machine = new AslMachine();
    private final Experiment experiment;
    private final Sightings sightings;
    private final Vantage vantage;
    private AslRun run;
    private Turn turn;
    private @Nullable TaskRef asked;
    private Optional<Duration> timeout = Optional.empty();

    /** The trial of an experiment at a time; of the turn's limits, only the size of a payload counts. */
    public Trial(Experiment experiment, Turn turn) {
        this.experiment = experiment;
        this.sightings = new Sightings(experiment.state(), experiment.given().input());
        Limits aws = Limits.AWS;
        Limits steps = new Limits(turn.limits().payloadBytes(), aws.historyEvents(), 1, aws.openIterations());
        this.turn = new Turn(turn.now(), turn.seed(), turn.sealer(), steps);
        this.vantage = new Vantage(experiment, sightings);
        State watched = new Watched(vantage).state();
        Flow flow = new Flow(watched.name(), Map.of(watched.name(), watched));
        this.run = new AslRun(new Definition(flow, Optional.empty(), OptionalLong.empty(), watched.queryLanguage()));
    }

    /** Runs the state as far as it goes. */
    public Progress begin() {
        sightings.seeVariables(experiment.given().variables(), Map.of());
        return follow(new Input.Start(experiment.facts(), experiment.given().input()));
    }

    /** The service that was asked has answered. */
    public Progress succeeded(Payload result) {
        sightings.result(result);
        return follow(new Input.TaskSucceeded(0, task(), result));
    }

    /** The service that was asked has failed, or did not answer in time. */
    public Progress failed(Optional<String> error, Optional<String> cause) {
        return follow(new Input.TaskFailed(0, task(), error, cause));
    }

    private TaskRef task() {
        TaskRef task = asked;
        if (task == null) {
            throw new IllegalStateException("the trial has not asked for anything");
        }
        return task;
    }

    private Progress follow(Input first) {
        Input input = first;
        while (true) {
            Outcome<AslRun> outcome = machine.handle(run, List.of(input), turn);
            run = outcome.state();
            for (JournalRecord record : outcome.records()) {
                Optional<Verdict> verdict = verdict(record.change());
                if (verdict.isPresent()) {
                    return new Progress.Over(verdict.get());
                }
            }
            Optional<Effect.Invoke> invoke = invocation(outcome.effects());
            if (invoke.isPresent()) {
                asked = invoke.get().task();
                return experiment.mock().isEmpty()
                        ? new Progress.Asking(invoke.get(), timeout)
                        : pretend(experiment.mock().get());
            }
            if (outcome.records().isEmpty()) {
                throw new IllegalStateException("the trial stands still");
            }
            input = new Input.Wake(Map.of());
        }
    }

    private static Optional<Effect.Invoke> invocation(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Invoke.class::isInstance)
                .map(Effect.Invoke.class::cast)
                .findFirst();
    }

    private Progress pretend(Mock mock) {
        OptionalInt failed = experiment.circumstances().failedIterations();
        int iterations = sightings.iterations();
        if (failed.isPresent() && failed.getAsInt() > iterations) {
            return new Progress.Refused(
                    "Map iteration failure count must be less than or equal to the number of Map iterations");
        }
        return switch (mock) {
            case Mock.Error error -> failed(error.error(), error.cause());
            case Mock.Result result ->
                failed.isPresent() && sightings.limits().exceededBy(failed.getAsInt(), iterations)
                        ? failed(TOO_MANY_FAILED.error(), TOO_MANY_FAILED.cause())
                        : succeeded(result.result());
        };
    }

    private Optional<Verdict> verdict(Change change) {
        if (change instanceof StateChange.WaitArmed armed) {
            jumpTo(armed.until());
        } else if (change instanceof TaskChange.Scheduled scheduled) {
            timeout = scheduled.timeoutSeconds().stream()
                    .mapToObj(Duration::ofSeconds)
                    .findFirst();
        } else if (change instanceof TaskChange.Failed failed) {
            sightings.failed(new Failure(failed.error(), failed.cause()));
        } else if (change instanceof StateChange.RetryArmed armed) {
            return Optional.of(
                    new Verdict.Retriable(sightings.failure(), sightings.inspection(retriedBy(armed.retrier()))));
        } else if (change instanceof ExecutionChange.Failed failed) {
            Failure failure = new Failure(failed.error(), failed.cause().map(vantage::bare));
            return Optional.of(
                    new Verdict.Failed(failure, sightings.inspection(exhausted(failure, OptionalInt.empty()))));
        } else if (change instanceof StateChange.Exited exited) {
            return Optional.of(left(exited));
        }
        return Optional.empty();
    }

    /** Nobody waits in a trial. */
    private void jumpTo(Instant until) {
        Instant now = until.isAfter(turn.now()) ? until : turn.now();
        turn = new Turn(now, turn.seed(), turn.sealer(), turn.limits());
    }

    private Verdict left(StateChange.Exited exited) {
        sightings.seeVariables(experiment.given().variables(), exited.assigned());
        if (sightings.catcher().isEmpty()) {
            return new Verdict.Succeeded(exited.output(), exited.next(), sightings.inspection(Handler.NOBODY));
        }
        Failure failure = sightings.failure();
        return new Verdict.Caught(
                failure,
                exited.output(),
                exited.next().orElseThrow(),
                sightings.inspection(exhausted(failure, sightings.catcher())));
    }

    private Handler retriedBy(int index) {
        Retrier retrier = ((State.Recovering) experiment.state()).retry().get(index);
        long seconds = retrier.delay(experiment.circumstances().retries(), new SplittableRandom(turn.seed()))
                .toSeconds();
        return new Handler(OptionalInt.empty(), OptionalInt.of(index), OptionalInt.of(Math.toIntExact(seconds)));
    }

    /** The catcher, and the retrier that stands for the error but has no attempt left. */
    private Handler exhausted(Failure failure, OptionalInt catcher) {
        if (!(experiment.state() instanceof State.Recovering state)) {
            return Handler.NOBODY;
        }
        List<Retrier> retry = state.retry();
        for (int i = 0; i < retry.size(); i++) {
            if (Errors.matches(retry.get(i).errorEquals(), failure.error().orElse(""))) {
                return new Handler(catcher, OptionalInt.of(i), OptionalInt.empty());
            }
        }
        return new Handler(catcher, OptionalInt.empty(), OptionalInt.empty());
    }
}
