package dev.stepwell.execution.journal.memory;

import dev.stepwell.engine.turn.Letter;
import dev.stepwell.execution.journal.LetterRows;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inboxes of all executions, of those as well that are not there. Guarded by the store's lock. */
final class MemoryInboxes {
    private final TreeMap<ExecutionKey, Map<Letter.Slip, Instant>> inboxes = new TreeMap<>();

    void write(ExecutionKey writer, LetterRows rows, Instant now) {
        for (LetterRows.Sent sent : rows.sent()) {
            inboxes.computeIfAbsent(sent.receiver(), key -> new LinkedHashMap<>())
                    .putIfAbsent(new Letter.Slip(writer.id(), sent.kind(), sent.task()), now);
        }
        Map<Letter.Slip, Instant> own = inboxes.get(writer);
        if (own != null) {
            rows.takenIn().forEach(own::remove);
            forgetIfEmpty(writer, own);
        }
    }

    List<Letter.Slip> of(ExecutionKey key, int limit) {
        return inboxes.getOrDefault(key, Map.of()).keySet().stream()
                .limit(limit)
                .toList();
    }

    List<ExecutionKey> receivers(Instant before, int limit) {
        record Sent(ExecutionKey receiver, Instant at) {}
        List<Sent> sent = new ArrayList<>();
        inboxes.forEach((receiver, letters) -> letters.values().forEach(at -> sent.add(new Sent(receiver, at))));
        return sent.stream()
                .filter(letter -> letter.at().isBefore(before))
                .sorted(Comparator.comparing(Sent::at))
                .limit(limit)
                .map(Sent::receiver)
                .distinct()
                .toList();
    }

    void discard(ExecutionKey key, Instant before) {
        Map<Letter.Slip, Instant> letters = inboxes.get(key);
        if (letters != null) {
            letters.values().removeIf(at -> at.isBefore(before));
            forgetIfEmpty(key, letters);
        }
    }

    private void forgetIfEmpty(ExecutionKey key, Map<Letter.Slip, Instant> letters) {
        if (letters.isEmpty()) {
            inboxes.remove(key);
        }
    }
}
