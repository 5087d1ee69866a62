package dev.stepwell.execution.items;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One tenant's objects in buckets, as S3 has them. All calls block, and throw {@link ReaderFailure} in S3's words. */
public interface TenantObjects {
    /**
     * Opens an object at a byte.
     *
     * @param version as an earlier answer had it: the object must still be the same
     */
    Opened open(String bucket, String key, long from, Optional<String> version);

    /** The next objects after a key, in the order of their names; at most about {@code most}. */
    Listing list(String bucket, String prefix, Optional<String> after, int most);

    /** Writes an object. */
    void put(String bucket, String key, byte[] bytes);

    /**
     * An object that is being read; closing it before its end is cheap.
     *
     * @param version changes whenever the object does
     */
    record Opened(InputStream bytes, String version) {}

    /**
     * Some objects.
     *
     * @param more whether there are others after them
     */
    record Listing(List<Entry> entries, boolean more) {}

    /** An object in a listing. */
    record Entry(String key, String version, long size, Instant modified, String storageClass) {}
}
