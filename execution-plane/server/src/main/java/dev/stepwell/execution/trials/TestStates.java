package dev.stepwell.execution.trials;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import dev.stepwell.contracts.sfn.v1.TestStateResponse;
import dev.stepwell.engine.trial.Experiment;
import dev.stepwell.engine.trial.Progress;
import dev.stepwell.engine.trial.Trial;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Inquiries;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** The action TestState. */
public final class TestStates {
    /** A state is tried for no longer (API reference, TestState). */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Inquiries inquiries;
    private final Computing computing;
    private final Clock clock;
    private final Rng rng;

    /** The action, with a way to ask the services that a task without a mock wants asked. */
    public TestStates(Inquiries inquiries, Computing computing, Clock clock, Rng rng) {
        this.inquiries = inquiries;
        this.computing = computing;
        this.clock = clock;
        this.rng = rng;
    }

    /** Tries the state, and really asks its service when there is no mock. */
    public TestStateResponse test(Caller caller, TestStateRequest request) {
        RandomGenerator random = rng.generator();
        StartFacts facts = facts(caller, request, random);
        Experiment experiment = ExperimentReader.read(request, facts);
        String token = name(random);
        Trial trial = new Trial(experiment, new Turn(clock.now(), random.nextLong(), task -> token, Limits.AWS));
        Progress progress = computing.compute(caller.tenant(), trial::begin);
        if (progress instanceof Progress.Asking asking) {
            progress = ask(caller, trial, asking, facts);
        }
        return switch (progress) {
            case Progress.Over over -> Answers.of(over.verdict(), isInspected(request));
            case Progress.Refused refused -> throw Refusals.invalid(refused.why());
            case Progress.Asking again -> throw new IllegalStateException("a state asks once: " + again);
        };
    }

    private static boolean isInspected(TestStateRequest request) {
        return request.hasInspectionLevel() && !request.getInspectionLevel().equals("INFO");
    }

    /** What its execution would be, if there were one: AWS shows an express one of a machine with a made-up name. */
    private static StartFacts facts(Caller caller, TestStateRequest request, RandomGenerator random) {
        Arn.StateMachine machine =
                new Arn.StateMachine(caller.region().value(), caller.account().value(), name(random), Optional.empty());
        String name = name(random);
        String execution =
                machine.toString().replace(":stateMachine:", ":express:").concat(":" + name);
        return StartFacts.of(
                execution,
                name,
                machine.toString(),
                machine.name(),
                "",
                request.getRoleArn(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static String name(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private Progress ask(Caller caller, Trial trial, Progress.Asking asking, StartFacts facts) {
        ExecutionKey key = new ExecutionKey(
                caller.tenant(), new ExecutionId(Uuid7.make(clock.now().toEpochMilli(), rng.generator())));
        Question question = new Question(key, asStandard(caller, facts), asking.invoke());
        CompletableFuture<Result> answer = inquiries.ask(question).orElseThrow(Refusals::busy);
        Duration most =
                asking.timeout().filter(own -> own.compareTo(LONGEST) < 0).orElse(LONGEST);
        try {
            return switch (answer.get(most.toMillis(), TimeUnit.MILLISECONDS)) {
                case Result.Succeeded succeeded ->
                    computing.compute(caller.tenant(), () -> trial.succeeded(succeeded.output()));
                case Result.Failed failed -> trial.failed(Optional.of(failed.error()), Optional.of(failed.cause()));
            };
        } catch (TimeoutException e) {
            answer.cancel(true);
            return trial.failed(Optional.of("States.Timeout"), Optional.empty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotDone.Unavailable) {
                throw Refusals.unavailable();
            }
            throw new IllegalStateException("a connector failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw Refusals.unavailable();
        }
    }

    /** Connectors read region and account from the ARN of an execution. */
    private static StartFacts asStandard(Caller caller, StartFacts facts) {
        Arn.Execution execution = new Arn.Execution(
                caller.region().value(), caller.account().value(), facts.stateMachineName(), facts.name());
        return StartFacts.of(
                execution.toString(),
                facts.name(),
                facts.stateMachineArn(),
                facts.stateMachineName(),
                facts.revisionId(),
                facts.roleArn(),
                facts.versionArn(),
                facts.aliasArn(),
                facts.traceHeader(),
                facts.tokenKey());
    }
}
