package dev.stepwell.execution.items;

import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Objects that the platform keeps itself. */
public interface ObjectBook extends ObjectStore {
    @Override
    Shelf of(TenantId tenant);

    /**
     * The same within bounds.
     *
     * @param bytes how many a tenant's objects may take together
     */
    ObjectBook within(ToLongFunction<TenantId> bytes);

    /** One tenant's objects, which can also be written piece by piece and deleted. */
    interface Shelf extends TenantObjects {
        /** Begins an object, in the place of one that is there. */
        Written begin(String bucket, String key, byte[] bytes);

        /**
         * Goes on writing an object.
         *
         * @param version that it must have
         */
        Written append(String bucket, String key, byte[] bytes, String version);

        /** How an object stands, if it is there. */
        Optional<Entry> find(String bucket, String key);

        /** Whether it was there; it is not any more. */
        boolean delete(String bucket, String key);
    }

    /** What became of a writing. */
    sealed interface Written {
        /** It is done. */
        record Done(String version, long size, Instant modified) implements Written {}

        /** There is no such object of that version. */
        record Changed() implements Written {}

        /** The tenant would have too many bytes. */
        record Full() implements Written {}
    }
}
