package dev.stepwell.execution.ports;

import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What nodes tell each other for those who look on. Like all hints it may come late, twice or not at all. No method throws; what
 * cannot be done is not done.
 */
public interface News {
    /** Tells every node, this one too. */
    void tell(String news);

    /** Calls {@code listener} (on any thread, briefly) with what any node tells. */
    void onNews(Consumer<String> listener);

    /** Notes when workers last asked for tasks of a line; the empty name stands for all that give none. */
    void saw(TenantId tenant, TaskLine line, Map<String, Instant> workers);

    /** Who has asked any node for tasks of a line at a time or later. */
    Map<String, Instant> seen(TenantId tenant, TaskLine line, Instant since);
}
