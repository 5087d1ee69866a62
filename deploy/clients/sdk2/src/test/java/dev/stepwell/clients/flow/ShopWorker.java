package dev.stepwell.clients.flow;

import com.amazonaws.services.simpleworkflow.flow.ActivityExecutionContext;
import com.amazonaws.services.simpleworkflow.flow.ActivityExecutionContextProviderImpl;
import java.util.Map;

/** A worker of the shop on one host. */
public final class ShopWorker implements Shop {
    private static final long BEAT_MILLIS = 20;

    private final String ownList;
    private final Map<String, Integer> attempts;

    /**
     * A worker on a host.
     *
     * @param ownList a task list that nobody else polls
     * @param attempts how often what was tried, on whatever host
     */
    ShopWorker(String ownList, Map<String, Integer> attempts) {
        this.ownList = ownList;
        this.attempts = attempts;
    }

    @Override
    public String join(String before, String after) {
        return before + after;
    }

    @Override
    public String failTwice(String name) {
        int attempt = attempts.merge(name, 1, Integer::sum);
        if (attempt <= 2) {
            throw new IllegalStateException("attempt " + attempt);
        }
        return "attempt " + attempt;
    }

    @Override
    public String workOn() {
        ActivityExecutionContext context = new ActivityExecutionContextProviderImpl().getActivityExecutionContext();
        try {
            while (true) {
                context.recordActivityHeartbeat("working"); // throws CancellationException once it is to give up
                Thread.sleep(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public String cleanUp(String what) {
        return "cleaned up " + what;
    }

    @Override
    public String ownList() {
        return ownList;
    }
}
