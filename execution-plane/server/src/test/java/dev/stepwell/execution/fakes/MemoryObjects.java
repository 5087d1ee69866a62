package dev.stepwell.execution.fakes;

import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.items.ReaderFailure;
import dev.stepwell.execution.items.TenantObjects;
import dev.stepwell.names.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Buckets in memory, for any number of threads. */
public final class MemoryObjects implements ObjectStore, TenantObjects {
    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    public void put(String bucket, String key, String text) {
        put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }

    public String text(String bucket, String key) {
        return new String(bytes(bucket, key), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String bucket, String key) {
        byte[] bytes = objects.get(bucket + "/" + key);
        if (bytes == null) {
            throw new ReaderFailure("The specified key does not exist.");
        }
        return bytes;
    }

    @Override
    public TenantObjects of(TenantId tenant) {
        return this;
    }

    @Override
    public Opened open(String bucket, String key, long from, Optional<String> version) {
        byte[] bytes = bytes(bucket, key);
        String now = String.valueOf(bytes.length);
        if (version.isPresent() && !version.get().equals(now)) {
            throw new ReaderFailure("At least one of the pre-conditions you specified did not hold");
        }
        int at = (int) Math.min(bytes.length, from);
        return new Opened(new ByteArrayInputStream(bytes, at, bytes.length - at), now);
    }

    @Override
    public Listing list(String bucket, String prefix, Optional<String> after, int most) {
        int bare = bucket.length() + 1;
        List<Entry> entries = objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(bucket + "/" + prefix))
                .filter(object ->
                        after.isEmpty() || object.getKey().substring(bare).compareTo(after.get()) > 0)
                .map(object -> new Entry(
                        object.getKey().substring(bare), "\"v\"", object.getValue().length, MODIFIED, "STANDARD"))
                .toList();
        return new Listing(entries.subList(0, Math.min(most, entries.size())), entries.size() > most);
    }

    @Override
    public void put(String bucket, String key, byte[] bytes) {
        objects.put(bucket + "/" + key, bytes);
    }
}
