package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything around one execution, scripted: its workers and functions answer by a list per resource, and time jumps to the next
 * deadline when nothing else is left to do.
 */
final class World {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final ExecutionId CHILD = ExecutionId.of("019b7000-0000-7000-8000-000000000001");
    static final Limits LIMITS = new Limits(262_144, 25_000, 400, 40);

    final AslMachine machine = new AslMachine();
    final List<JournalRecord> records = new ArrayList<>();
    final Definition definition;
    final Mocks mocks;
    private final Map<String, Deque<JsonNode>> script = new HashMap<>();
    private final Deque<Input> arrived = new ArrayDeque<>();
    private final Map<TaskRef, String> offered = new HashMap<>();
    final List<TaskRef> givenUp = new ArrayList<>();
    private final Deque<Aside> asides = new ArrayDeque<>();
    private final Limits limits;
    private @Nullable Instant due;
    private Instant now = BEGIN;
    AslRun run;

    /** What somebody asks for at a time. */
    private record Aside(Instant at, Input input) {}

    World(Definition definition, JsonNode tasks, Limits limits) {
        this(definition, Mocks.NONE, tasks, limits);
    }

    /** The same with what tasks are pretended to answer instead. */
    World(Definition definition, Mocks mocks, JsonNode tasks, Limits limits) {
        this.definition = definition;
        this.mocks = mocks;
        this.limits = limits;
        this.run = new AslRun(definition, mocks);
        tasks.fields().forEachRemaining(entry -> {
            Deque<JsonNode> answers = new ArrayDeque<>();
            entry.getValue().forEach(answers::add);
            script.put(entry.getKey(), answers);
        });
    }

    /** Takes over an execution from its records alone, as a node does after a crash. */
    void recover(List<JournalRecord> journal) {
        run = new AslRun(definition, mocks);
        for (JournalRecord record : journal) {
            run = machine.apply(run, record);
            records.add(record);
            now = record.at();
            if (record.change() instanceof PauseChange) {
                asides.remove();
            }
        }
        due = null;
        perform(machine.pending(run, turn()));
        run.frames.values().forEach(this::answerWhatIsInOtherHands);
    }

    /** A worker that was given a task before the crash still has it, and so has whoever was given a token. */
    private void answerWhatIsInOtherHands(Frame frame) {
        Step.Working working = frame.working();
        if (working != null
                && !frame.isMocked()
                && working.started().isPresent()
                && (working.family().kind() == TaskFamily.Kind.ACTIVITY || working.submitted())) {
            answer(working.task(), AslRun.resourceOf(frame).arn(), false);
        }
    }

    void start(Payload input) {
        start(input, Optional.empty());
    }

    /** The same for a parent's task. */
    void start(Payload input, Optional<ParentTask> parent) {
        start(input, parent, Optional.empty(), Map.of());
    }

    /** The same at another state than StartAt, with variables. */
    void start(
            Payload input, Optional<ParentTask> parent, Optional<Beginning> beginning, Map<String, Payload> variables) {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        arrived.add(new Input.Start(
                StartFacts.of(
                                arn + "execution:machine:run",
                                "run",
                                arn + "stateMachine:machine",
                                "machine",
                                "revision",
                                "arn:aws:iam::123456789012:role/role",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1)
                        .withParent(parent)
                        .withMocked(
                                mocks.states().isEmpty() ? Optional.empty() : Optional.of(new Mocked("case", "mocks")))
                        .withBeginning(beginning),
                input,
                variables));
    }

    /** Somebody pauses it then, and has it go on later. */
    void pause(Instant from, Instant until) {
        asides.add(new Aside(from, new Input.Pause(8, Optional.of("somebody"), Optional.of("a rest"))));
        asides.add(new Aside(until, new Input.Resume(8)));
    }

    /** Goes on until the execution ends or nothing can happen any more. */
    void runToEnd() {
        for (int turns = 0; turns < 100_000 && !run.status().isTerminal(); turns++) {
            Aside aside = asides.peek();
            if (!arrived.isEmpty()) {
                handle(List.of(arrived.poll()));
            } else if (aside != null && (due == null || !aside.at.isAfter(due))) {
                asides.remove();
                now = aside.at.isAfter(now) ? aside.at : now;
                handle(List.of(aside.input));
            } else if (due != null) {
                now = due.isAfter(now) ? due : now;
                due = null;
                handle(List.of(new Input.Wake(Map.of())));
                rearm();
            } else {
                return;
            }
        }
    }

    /** A wake-up that came too early is replaced by the next, as the shell does it. */
    private void rearm() {
        if (due == null) {
            perform(machine.pending(run, turn()).stream()
                    .filter(Effect.WakeAt.class::isInstance)
                    .toList());
        }
    }

    /** Redrives it a second after its end until it has been redriven that often or succeeds. */
    void redriveToEnd(int times) {
        while (run.generation < times && run.status().isTerminal() && run.status() != RunStatus.SUCCEEDED) {
            now = run.stoppedAt.plusSeconds(1);
            due = null;
            handle(List.of(new Input.Redrive(9, Optional.empty())));
            runToEnd();
        }
    }

    /** Handles what has arrived and what comes of it, while time stands still. */
    void settle() {
        while (!arrived.isEmpty()) {
            handle(List.of(arrived.remove()));
        }
    }

    /** What would be handled next. */
    Input nextArrival() {
        return arrived.remove();
    }

    void at(Instant time) {
        now = time;
    }

    Outcome<AslRun> handle(List<Input> inputs) {
        Outcome<AslRun> outcome = machine.handle(run, inputs, turn());
        run = outcome.state();
        records.addAll(outcome.records());
        perform(outcome.effects());
        return outcome;
    }

    Turn turn() {
        return new Turn(now, records.size(), task -> "token-" + task.scheduledEventId(), limits);
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.OfferActivity offer -> {
                    offered.put(offer.task(), offer.activityArn());
                    arrived.add(new Input.HandOut(7, offer.task(), Optional.of("worker"), 1));
                }
                case Effect.TaskHandedOut handedOut -> {
                    String arn = offered.get(handedOut.task());
                    if (arn != null) {
                        answer(handedOut.task(), arn, false);
                    }
                }
                case Effect.Invoke invoke ->
                    answer(invoke.task(), invoke.resource().arn(), invoke.endsLater());
                case Effect.WakeAt wake -> due = due == null || wake.due().isBefore(due) ? wake.due() : due;
                case Effect.GoOn goOn -> arrived.add(new Input.Continue());
                case Effect.OpenTask ignored -> {}
                case Effect.CloseTask ignored -> {}
                case Effect.TellParent ignored -> {}
                case Effect.StartMapRun ignored -> {}
                case Effect.StartChildren ignored -> {}
                case Effect.ReadItems ignored -> {}
                case Effect.WriteResults ignored -> {}
                case SwfEffect ignored -> {}
                case Effect.TakenIn ignored -> {}
                case Effect.Reopen ignored -> {}
                case Effect.GiveUpChild giveUp -> givenUp.add(giveUp.task());
                case Effect.Close ignored -> {}
            }
        }
    }

    private void answer(TaskRef task, String resource, boolean submittedFirst) {
        Deque<JsonNode> answers = script.get(resource);
        JsonNode answer = answers == null ? null : answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer == null || answer.has("never")) {
            return;
        }
        if (submittedFirst) {
            arrived.add(new Input.TaskSubmitted(task, Payload.of("{\"taken\":true}")));
        }
        if (answer.has("child")) {
            arrived.add(new Input.Inbox(List.of(childEnded(task, answer.get("child")))));
        } else if (answer.has("fail")) {
            arrived.add(new Input.TaskFailed(
                    0,
                    task,
                    Optional.ofNullable(answer.get("fail").get("error")).map(JsonNode::asText),
                    Optional.ofNullable(answer.get("fail").get("cause")).map(JsonNode::asText)));
        } else {
            arrived.add(new Input.TaskSucceeded(0, task, Payload.of(answer.get("succeed"))));
        }
    }

    /** A child's end: it was started at the beginning and has run for one second. */
    static Letter.ChildEnded childEnded(TaskRef task, JsonNode child) {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        StartFacts facts = StartFacts.of(
                arn + "execution:child:run-1",
                "run-1",
                arn + "stateMachine:child",
                "child",
                "revision",
                "role",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        return new Letter.ChildEnded(
                new Letter.Slip(CHILD, Letter.Kind.CHILD_ENDED, task),
                facts,
                RunStatus.valueOf(child.get("status").asText()),
                BEGIN,
                BEGIN.plusSeconds(1),
                Payload.of("{\"k\": 1}"),
                Optional.ofNullable(child.get("output")).map(JsonNode::asText).map(Payload::of),
                Optional.ofNullable(child.get("error")).map(JsonNode::asText),
                Optional.ofNullable(child.get("cause")).map(JsonNode::asText),
                Optional.empty());
    }
}
