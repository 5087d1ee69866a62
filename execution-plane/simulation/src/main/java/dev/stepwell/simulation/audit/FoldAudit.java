package dev.stepwell.simulation.audit;

import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.AslSnapshot;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.simulation.world.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Holds machines to their laws: the fold of what is stored is the state that was live (law 1, every turn), and every prefix can go on
 * (law 6, samples).
 */
public final class FoldAudit implements WatchedMachine.Watch<AslRun> {
    private static final int SAMPLES_PER_MILLE = 40;

    private final Violations violations;
    private final RandomGenerator random;
    private final Limits limits;
    private final AslMachine machine = new AslMachine();
    private final Map<JournalRecord, byte[]> live = new IdentityHashMap<>();

    /** An auditor that draws its samples from the given source. */
    public FoldAudit(Violations violations, RandomGenerator random, Limits limits) {
        this.violations = violations;
        this.random = random;
        this.limits = limits;
    }

    @Override
    public void decided(Outcome<AslRun> outcome, List<Input> inputs, Turn turn) {
        List<JournalRecord> records = outcome.records();
        if (!records.isEmpty() && !outcome.state().status().isTerminal()) {
            live.put(records.get(records.size() - 1), AslSnapshot.write(outcome.state()));
        }
    }

    /** A turn has been committed and the shadow has its records. */
    void check(Shadow shadow, TurnCommit turn) {
        if (turn.records().isEmpty() || shadow.hasEnded()) {
            return;
        }
        byte[] seen = live.remove(turn.records().get(turn.records().size() - 1));
        if (seen != null) {
            violations.require(
                    Arrays.equals(seen, AslSnapshot.write(shadow.state)),
                    "law 1",
                    shadow.key,
                    "the fold of its records to " + shadow.account.seq() + " is not the state that was live");
        }
        if (Seeds.chance(random, SAMPLES_PER_MILLE)) {
            goOnFrom(shadow, 1 + random.nextInt(shadow.records.size()));
        }
    }

    private void goOnFrom(Shadow shadow, int length) {
        List<JournalRecord> prefix = shadow.records.subList(0, length);
        String where = shadow.key + " folded to " + length;
        try {
            AslRun run = fold(shadow, prefix);
            Turn turn = new Turn(prefix.get(length - 1).at(), random.nextLong(), task -> "token", limits);
            Outcome<AslRun> outcome = machine.handle(run, List.of(new Input.Continue()), turn);
            boolean ended = outcome.state().status().isTerminal();
            boolean paused = outcome.state().paused().isPresent();
            boolean waits =
                    ended || paused || !machine.pending(outcome.state(), turn).isEmpty() || waitsForWorkers(outcome);
            violations.require(waits, "law 6", where, "it neither goes on nor waits for anything");
            AslRun again = fold(shadow, prefix);
            for (JournalRecord record : outcome.records()) {
                again = machine.apply(again, record);
            }
            violations.require(
                    ended || Arrays.equals(AslSnapshot.write(again), AslSnapshot.write(outcome.state())),
                    "law 1",
                    where,
                    "going on from there, the fold is not the live state");
        } catch (RuntimeException e) {
            violations.add("law 6", where, "it cannot go on: " + e);
        }
    }

    /** A task in the hands of a worker is waited for without any effect. */
    private static boolean waitsForWorkers(Outcome<AslRun> outcome) {
        return new String(AslSnapshot.write(outcome.state()), StandardCharsets.UTF_8).contains("\"started\"");
    }

    private AslRun fold(Shadow shadow, List<JournalRecord> records) {
        AslRun run = new AslRun(shadow.definition);
        for (JournalRecord record : records) {
            run = machine.apply(run, record);
        }
        return run;
    }
}
