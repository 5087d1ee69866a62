package dev.stepwell.simulation.fuzz;

import com.google.protobuf.ByteString;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.AslSnapshot;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.histories.History;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.journal.codec.SegmentWriter;
import dev.stepwell.simulation.audit.EventTypes;
import dev.stepwell.simulation.audit.HistoryAudit;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution from its start to its end, with tasks that answer anything and time that jumps. After each turn: the fold of the records
 * is the live state (law 1), the turn done again gives the same records (law 2), and what is stored reads back as it was.
 */
final class OneRun {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Limits LIMITS = new Limits(262_144, 200, 40, 40);
    private static final int MAX_TURNS = 600;

    private final AslMachine machine = new AslMachine();
    private final Violations violations = new Violations();
    private final List<JournalRecord> records = new ArrayList<>();
    private final Deque<Input> arrived = new ArrayDeque<>();
    private final Definition definition;
    private final Words words;
    private @Nullable Instant due;
    private Instant now = BEGIN;
    private AslRun run;
    private AslRun folded;

    OneRun(Definition definition, Words words) {
        this.definition = definition;
        this.words = words;
        this.run = new AslRun(definition);
        this.folded = new AslRun(definition);
    }

    /** Runs it; what must not be is in the list, which should be empty. */
    List<?> violations(String input) {
        arrived.add(new Input.Start(facts(), Payload.of(input)));
        runToEnd();
        for (int redrives = words.below(3); redrives > 0 && run.status() != RunStatus.SUCCEEDED; redrives--) {
            now = now.plusSeconds(1);
            turn(new Input.Redrive(2, Optional.empty())); // what is left of the generation before still arrives
            runToEnd();
        }
        goOnFrom(1 + words.below(records.size()));
        audit();
        return violations.found();
    }

    private void runToEnd() {
        for (int turns = 0; turns < MAX_TURNS && !run.status().isTerminal(); turns++) {
            boolean steered = run.seq() > 0 && words.below(12) == 0;
            boolean idle = arrived.isEmpty() && due == null;
            if (steered || (idle && run.paused().isPresent())) {
                turn(
                        run.paused().isPresent()
                                ? new Input.Resume(3)
                                : new Input.Pause(3, Optional.of("me"), Optional.empty()));
            } else if (!arrived.isEmpty()) {
                turn(arrived.remove());
            } else if (due != null) {
                now = due.isAfter(now) ? due : now;
                due = null;
                turn(new Input.Wake(Map.of()));
            } else {
                turn(new Input.Stop(1, Optional.of("E"), Optional.empty()));
            }
        }
        violations.require(run.status().isTerminal(), "end", "run", "it does not end");
    }

    private void turn(Input input) {
        Turn turn = new Turn(now, records.size(), task -> "token-" + task.scheduledEventId(), LIMITS);
        boolean twice = words.chance(3);
        List<JournalRecord> again =
                twice ? machine.handle(fold(records), List.of(input), turn).records() : List.of();
        Outcome<AslRun> outcome = machine.handle(run, List.of(input), turn);
        run = outcome.state();
        violations.require(
                !twice || outcome.records().equals(again), "law 2", input, "done again, it gives other records");
        records.addAll(outcome.records());
        for (JournalRecord record : outcome.records()) {
            folded = machine.apply(folded, record);
        }
        same("after " + records.size() + " records");
        if (!outcome.records().isEmpty()) {
            stored(outcome.records());
        }
        outcome.effects().forEach(this::perform);
    }

    private AslRun fold(List<JournalRecord> journal) {
        AslRun begun = new AslRun(definition);
        for (JournalRecord record : journal) {
            begun = machine.apply(begun, record);
        }
        return begun;
    }

    private void same(String where) {
        boolean same = Arrays.equals(AslSnapshot.write(folded), AslSnapshot.write(run));
        violations.require(same, "law 1", where, "the fold is not the live state");
    }

    private void stored(List<JournalRecord> written) {
        Map<ByteString, byte[]> large = new HashMap<>();
        byte[] bytes = SegmentWriter.bytes(written, large);
        List<JournalRecord> read = SegmentReader.open(bytes)
                .records(ref ->
                        Payload.of(new String(Objects.requireNonNull(large.get(ref.hash())), StandardCharsets.UTF_8)));
        violations.require(read.equals(written), "I4", "journal", "it does not read back: " + written);
    }

    private void goOnFrom(int length) {
        List<JournalRecord> prefix = records.subList(0, length);
        AslRun begun = fold(prefix);
        if (!begun.status().isTerminal()) {
            Turn turn = new Turn(prefix.getLast().at(), 1, task -> "token", LIMITS);
            machine.handle(begun, List.of(new Input.Continue()), turn);
        }
    }

    private void audit() {
        violations.require(
                History.events(records, true).size()
                        == records.stream().filter(JournalRecord::isEvent).count(),
                "I2",
                "history",
                "an event is missing");
        new HistoryAudit(violations)
                .check(new SeenExecution(
                        "run",
                        run.status().name(),
                        Optional.empty(),
                        Optional.empty(),
                        records.stream()
                                .filter(JournalRecord::isEvent)
                                .map(EventTypes::seen)
                                .toList()));
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.OfferActivity offer ->
                arrived.add(new Input.HandOut(7, offer.task(), Optional.of("worker"), 1));
            case Effect.TaskHandedOut handedOut -> answer(handedOut.task());
            case Effect.Invoke invoke -> {
                if (invoke.endsLater()) {
                    arrived.add(new Input.TaskSubmitted(invoke.task(), Payload.of("{\"taken\":true}")));
                }
                answer(invoke.task());
            }
            case Effect.WakeAt wake -> due = due == null || wake.due().isBefore(due) ? wake.due() : due;
            case Effect.GoOn goOn -> arrived.add(new Input.Continue());
            case Effect.OpenTask ignored -> {}
            case Effect.CloseTask ignored -> {}
            case Effect.Close ignored -> {}
            case Effect.Reopen ignored -> {}
            case Effect.TellParent ignored -> {}
            case Effect.GiveUpChild ignored -> {}
            case Effect.StartMapRun ignored -> {}
            case Effect.StartChildren ignored -> {}
            case Effect.ReadItems ignored -> {}
            case Effect.WriteResults ignored -> {}
            case SwfEffect ignored -> {}
            case Effect.TakenIn ignored -> {}
        }
    }

    private void answer(TaskRef task) {
        switch (words.below(8)) {
            case 0 -> {}
            case 1, 2 ->
                arrived.add(new Input.TaskFailed(
                        0,
                        task,
                        Optional.of(words.any(List.of("E", "States.TaskFailed", ""))),
                        Optional.of(words.text())));
            default -> arrived.add(new Input.TaskSucceeded(0, task, Payload.of(words.value(3))));
        }
    }

    private static StartFacts facts() {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        return StartFacts.of(
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
                .withParent(Optional.empty());
    }
}
