package dev.stepwell.execution.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallWireTest {
    private static final TaskRef TASK = new TaskRef(17, 2);
    private static final ExecutionId ID = new ExecutionId(new UUID(1, 2));

    static Stream<Input> inputs() {
        return Stream.concat(SwfCalls.inputs(), others());
    }

    private static Stream<Input> others() {
        return Stream.of(
                new Input.Continue(),
                new Input.Wake(Map.of()),
                new Input.Inbox(List.of()),
                new Input.HandOut(0, TASK, Optional.of("w"), -5),
                new Input.HandOut(0, TASK, Optional.empty(), 0),
                new Input.TaskSubmitted(TASK, Payload.of("{}")),
                new Input.TaskSucceeded(0, TASK, Payload.of("[1, 2]")),
                new Input.TaskFailed(0, TASK, Optional.of(""), Optional.empty()),
                new Input.RequestFailed(TASK, Optional.empty(), Optional.of("c")),
                new Input.Redrive(0, Optional.of("t")),
                new Input.Redrive(0, Optional.empty()),
                new Input.Pause(0, Optional.of("key"), Optional.of("why")),
                new Input.Pause(0, Optional.empty(), Optional.empty()),
                new Input.Pause(0, Optional.of("key"), Optional.empty(), true),
                new Input.Resume(0),
                new Input.Resume(0, true),
                new Input.Stop(0, Optional.of("e"), Optional.of("c")));
    }

    static Stream<Reply.Answer> answers() {
        return Stream.concat(SwfCalls.answers(), otherAnswers());
    }

    private static Stream<Reply.Answer> otherAnswers() {
        return Stream.of(
                new Reply.Accepted(),
                new Reply.TaskClosed(),
                new Reply.NoSuchTask(),
                new Reply.ActivityHandedOut(Payload.of("{ }"), "token", "arn:execution"),
                new Reply.NotOnOffer(),
                new Reply.Redriven(Instant.parse("2026-01-01T00:00:00.123Z")),
                new Reply.NotRedrivable("because"),
                new Reply.Paused(Instant.parse("2026-01-01T00:00:00.123Z")),
                new Reply.Resumed(),
                new Reply.Stopped(Instant.parse("2026-01-01T00:00:00.123Z")));
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new Net.NotHolder(),
                new NotDone.Unknown(),
                new NotDone.Overloaded("full"),
                new NotDone.Unavailable("away"),
                new NotDone.Defect("broken"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void anInputArrivesAsItWasSent(Input input) {
        assertThat(CallWire.input(CallWire.request(ID, input))).isEqualTo(input);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void soDoesAnAnswer(Reply.Answer answer) {
        assertThat(CallWire.answer(CallWire.response(answer))).isEqualTo(answer);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void andAFailure(RuntimeException failure) {
        assertThatThrownBy(() -> CallWire.answer(CallWire.response(failure))).isInstanceOf(failure.getClass());
    }
}
