package dev.stepwell.contracts.wire;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.Set;
import java.util.UUID;

/** Processes that ask for themselves and not for a client. */
public final class Processes {
    private Processes() {}

    /** A process as one who asks, with a request id of its own for each question. */
    public static Caller asking(String what) {
        return new Caller(
                TenantId.NOBODY,
                AccountId.NOBODY,
                new Region("us-east-1"),
                what,
                Set.of(),
                UUID.randomUUID().toString());
    }
}
