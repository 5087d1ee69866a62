package dev.stepwell.engine.turn;

import dev.stepwell.engine.record.JournalRecord;
import java.util.List;

/**
 * What a turn decided. Nothing of it is real before its records are committed.
 *
 * @param state the state after the records
 * @param records what happened, in order; empty when nothing did
 * @param effects what the machine wants done once the records are durable
 * @param replies the answers to the calls among the inputs, to be given once the records are durable
 */
public record Outcome<S>(S state, List<JournalRecord> records, List<Effect> effects, List<Reply> replies) {
    public Outcome {
        records = List.copyOf(records);
        effects = List.copyOf(effects);
        replies = List.copyOf(replies);
    }
}
