package dev.stepwell.execution.items;

import dev.stepwell.names.TenantId;
import java.util.Optional;

/** No object store at all: the operator has named none. */
public final class NoObjects implements ObjectStore, TenantObjects {
    @Override
    public TenantObjects of(TenantId tenant) {
        return this;
    }

    @Override
    public Opened open(String bucket, String key, long from, Optional<String> version) {
        throw none();
    }

    @Override
    public Listing list(String bucket, String prefix, Optional<String> after, int most) {
        throw none();
    }

    @Override
    public void put(String bucket, String key, byte[] bytes) {
        throw none();
    }

    private static ReaderFailure none() {
        return new ReaderFailure("This server knows no S3 endpoint; it is named by --aws-endpoint s3=URL.");
    }
}
