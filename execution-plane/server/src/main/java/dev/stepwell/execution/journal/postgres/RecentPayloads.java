package dev.stepwell.execution.journal.postgres;

import com.google.protobuf.ByteString;
import dev.stepwell.names.ExecutionKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which large payloads are known to be durable: one that goes from state to state is sent and compressed once and not with every
 * turn. Forgets the least recent; nothing depends on what it remembers. Payloads never go before their execution does.
 */
final class RecentPayloads {
    private static final int MOST = 20_000;

    private final Map<Known, Boolean> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, Boolean> eldest) {
            return size() > MOST;
        }
    };

    private record Known(ExecutionKey key, ByteString hash) {}

    synchronized boolean has(ExecutionKey key, ByteString hash) {
        return entries.get(new Known(key, hash)) != null;
    }

    synchronized void add(ExecutionKey key, Iterable<ByteString> hashes) {
        hashes.forEach(hash -> entries.put(new Known(key, hash), true));
    }
}
