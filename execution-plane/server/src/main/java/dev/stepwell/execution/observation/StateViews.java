package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ExecutionPause;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateResponse;
import dev.stepwell.contracts.platform.v1.OpenVariable;
import dev.stepwell.contracts.platform.v1.WaitStep;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.OpenFlows;
import dev.stepwell.engine.asl.OpenFlows.Detail;
import dev.stepwell.engine.asl.OpenFlows.OpenFlow;
import dev.stepwell.engine.asl.OpenFlows.Position;
import dev.stepwell.engine.asl.OpenWait;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.ports.ExecutionRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** GetExecutionState: where every flow of an execution stands, or stood. */
final class StateViews {
    private static final int MOST_FLOWS = 1_000;
    private static final long MOST_BYTES = 1L << 20;

    private final Executions executions;
    private final Folds folds;

    StateViews(Executions executions, Folds folds) {
        this.executions = executions;
        this.folds = folds;
    }

    GetExecutionStateResponse state(Caller caller, GetExecutionStateRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        GetExecutionStateResponse.Builder answer = GetExecutionStateResponse.newBuilder();
        AslRun run;
        if (request.hasEventId()) {
            Folds.Past past = folds.at(row, request.getEventId());
            run = past.run();
            answer.setTimestamp(Times.of(past.at()));
        } else {
            run = folds.now(row);
        }
        answer.setStatus(run.status().name()).setLastEventId(run.lastEvent());
        run.paused().map(StateViews::print).ifPresent(answer::setPause);
        row.facts().beginning().ifPresent(beginning -> print(beginning, answer));
        row.facts().mocked().map(Mocked::profile).ifPresent(answer::setMockProfile);
        boolean data = !request.hasIncludeExecutionData() || request.getIncludeExecutionData();
        List<OpenFlow> flows = OpenFlows.of(run);
        Room room = new Room(data);
        flows.subList(0, Math.min(MOST_FLOWS, flows.size())).forEach(flow -> answer.addFlows(print(flow, room)));
        if (flows.size() > MOST_FLOWS || room.wasShort) {
            answer.setTruncated(true);
        }
        return answer.build();
    }

    /** A pause as the contract prints it. */
    static ExecutionPause print(AslRun.Pause pause) {
        ExecutionPause.Builder printed = ExecutionPause.newBuilder().setSince(Times.of(pause.since()));
        pause.by().ifPresent(printed::setPausedBy);
        pause.reason().ifPresent(printed::setReason);
        if (pause.withMachine()) {
            printed.setWithStateMachine(true);
        }
        return printed.build();
    }

    private static void print(Beginning beginning, GetExecutionStateResponse.Builder answer) {
        answer.setStartStateName(beginning.state());
        beginning
                .origin()
                .ifPresent(origin ->
                        answer.setOriginExecutionArn(origin.executionArn()).setOriginEventId(origin.eventId()));
    }

    /** What is left of the bytes that data may take in one answer. */
    private static final class Room {
        private final boolean wanted;
        private long left = MOST_BYTES;
        private boolean wasShort;

        Room(boolean wanted) {
            this.wanted = wanted;
        }

        /** Puts a payload there if it is wanted and there is room; says whether it was left out for want of it. */
        boolean leavesOut(Payload payload, Consumer<String> there) {
            if (!wanted) {
                return false;
            }
            if (payload.bytes() > left) {
                wasShort = true;
                return true;
            }
            left -= payload.bytes();
            there.accept(payload.text());
            return false;
        }
    }

    private static dev.stepwell.contracts.platform.v1.OpenFlow print(OpenFlow flow, Room room) {
        Detail detail = flow.detail();
        var printed = dev.stepwell.contracts.platform.v1.OpenFlow.newBuilder()
                .setStateName(flow.state())
                .setPosition(flow.position().name())
                .setAttempt(flow.attempt());
        flow.around().stream().map(StateViews::step).forEach(printed::addPath);
        if (flow.position() != Position.ENTERING && flow.entered() > 0) {
            printed.setEnteredEventId(flow.entered()).setEntered(Times.of(flow.enteredAt()));
        }
        detail.until().ifPresent(until -> printed.setUntil(Times.of(until)));
        detail.task().map(TaskRef::scheduledEventId).ifPresent(printed::setTaskEventId);
        detail.resource().ifPresent(printed::setResource);
        detail.error().ifPresent(printed::setError);
        detail.cause().ifPresent(printed::setCause);
        if (flow.position() == Position.BRANCHES || flow.position() == Position.ITERATIONS) {
            printed.setParts(detail.parts()).setPartsEnded(detail.partsEnded());
        }
        boolean leftOut = room.leavesOut(flow.data(), printed::setData);
        Optional<Payload> work = detail.work();
        if (work.isPresent()) {
            leftOut |= room.leavesOut(work.get(), printed::setWork);
        }
        for (Map.Entry<String, Payload> variable : flow.variables().entrySet()) {
            leftOut |= room.leavesOut(
                    variable.getValue(),
                    value -> printed.addVariables(
                            OpenVariable.newBuilder().setName(variable.getKey()).setValue(value)));
        }
        return leftOut ? printed.setDataTruncated(true).build() : printed.build();
    }

    /** A state around another, as the contract prints it. */
    static WaitStep step(OpenWait.Around around) {
        WaitStep.Builder step = WaitStep.newBuilder().setStateName(around.state());
        return around.map()
                ? step.setIteration(around.index()).build()
                : step.setBranch(around.index()).build();
    }
}
