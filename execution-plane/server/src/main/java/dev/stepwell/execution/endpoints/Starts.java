package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionResponse;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.quotas.OpenExecutions;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** StartExecution and StopExecution. */
final class Starts {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private static final EventQuery FIRST = new EventQuery(1, 1, false);

    private final ExecutionShell shell;
    private final Births births;
    private final Executions executions;

    Starts(ExecutionShell shell, Births births, Executions executions) {
        this.shell = shell;
        this.births = births;
        this.executions = executions;
    }

    StartExecutionResponse start(Caller caller, StartExecutionRequest request) {
        return start(newKey(caller), newName(), caller, request);
    }

    /** Starts it under this id and, if the request has none, this name: to ask twice is to ask for the same. */
    StartExecutionResponse start(ExecutionKey key, String name, Caller caller, StartExecutionRequest request) {
        admit(caller);
        return begin(
                caller,
                key,
                births.of(caller, request, new Births.Given(name, key.id().value(), Optional.empty())));
    }

    /** Starts what is to be born, and counts it with everything that is started. */
    StartExecutionResponse begin(Caller caller, ExecutionKey key, Birth birth) {
        boolean express = birth.facts().isExpress();
        shell.bounds().start(caller, express);
        if (express) {
            return start(key, birth, () -> {});
        }
        try (OpenExecutions.Leave leave = leave(caller)) {
            return start(key, birth, leave::unused);
        }
    }

    /** Throws ThrottlingException while too many executions are being started. */
    void admit(Caller caller) {
        try {
            shell.turns().admitStart(caller.tenant());
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    private OpenExecutions.Leave leave(Caller caller) {
        return shell.bounds()
                .begin(new OpenExecutions.Place(caller.tenant(), caller.region().value(), Optional.empty()))
                .orElseThrow(Faults::tooManyExecutions);
    }

    /** @param unused is told when no execution begins */
    private StartExecutionResponse start(ExecutionKey key, Birth birth, Runnable unused) {
        try {
            Waits.await(shell.turns().start(key, birth), LONGEST);
            return answer(birth.facts().executionArn(), birth.startDate());
        } catch (NotDone.NameTaken taken) {
            unused.run();
            return taken.holder().key().equals(key)
                    ? answer(birth.facts().executionArn(), taken.holder().startDate())
                    : repeated(taken.holder(), birth);
        } catch (NotDone.Overloaded why) {
            unused.run();
            throw Waits.fault(why);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    /** What begins elsewhere than at StartAt is the same only with the same variables, which stand in its first event. */
    private StartExecutionResponse repeated(ExecutionRow holder, Birth birth) {
        StartExecutionResponse answer = again(holder, birth);
        boolean same = birth.facts().beginning().isEmpty()
                || Waits.read(() -> shell.ports().store().events(holder.key(), FIRST)).stream()
                        .anyMatch(event -> event.change() instanceof ExecutionChange.Started started
                                && started.variables().equals(birth.variables()));
        if (!same) {
            throw Faults.alreadyExists(holder.facts().executionArn());
        }
        return answer;
    }

    /** The idempotency of AWS (API reference, StartExecution): the same name and input while it runs is the same start. */
    static StartExecutionResponse again(ExecutionRow holder, Birth birth) {
        boolean same = holder.status() == RunStatus.RUNNING
                && holder.input().equals(birth.input())
                && holder.facts().beginning().equals(birth.facts().beginning())
                && profile(holder.facts()).equals(profile(birth.facts()));
        if (!same) {
            throw Faults.alreadyExists(holder.facts().executionArn());
        }
        return answer(holder.facts().executionArn(), holder.startDate());
    }

    /** The same profile by name is the same, though it may say something else by now. */
    private static Optional<String> profile(StartFacts facts) {
        return facts.mocked().map(Mocked::profile);
    }

    ExecutionKey newKey(Caller caller) {
        return newKey(caller, shell.ports().clock(), shell.ports().rng());
    }

    static ExecutionKey newKey(Caller caller, Clock clock, Rng rng) {
        return new ExecutionKey(
                caller.tenant(), new ExecutionId(Uuid7.make(clock.now().toEpochMilli(), rng.generator())));
    }

    String newName() {
        return newName(shell.ports().rng());
    }

    static String newName(Rng rng) {
        var random = rng.generator();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    static StartExecutionResponse answer(String executionArn, Instant startDate) {
        return StartExecutionResponse.newBuilder()
                .setExecutionArn(executionArn)
                .setStartDate(Times.of(startDate))
                .build();
    }

    StopExecutionResponse stop(Caller caller, StopExecutionRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        Input.Stop stop = new Input.Stop(
                0,
                request.hasError() ? Optional.of(request.getError()) : Optional.empty(),
                request.hasCause() ? Optional.of(request.getCause()) : Optional.empty());
        try {
            Reply.Answer answer = Waits.await(shell.calls().call(row.key(), stop), LONGEST);
            if (answer instanceof Reply.Stopped stopped) {
                return StopExecutionResponse.newBuilder()
                        .setStopDate(Times.of(stopped.stopDate()))
                        .build();
            }
            throw Faults.internal();
        } catch (NotDone.Unknown gone) {
            throw Faults.noExecution(request.getExecutionArn());
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }
}
