package dev.stepwell.gateway.guard;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** An audience that may be told to go before it goes by itself. */
final class CutAudience implements Audience<Message> {
    private final Audience<Message> audience;
    private final List<Runnable> whenGone = new ArrayList<>(1);
    private boolean cut;

    CutAudience(Audience<Message> audience) {
        this.audience = audience;
    }

    @Override
    public boolean hear(Message message) {
        return !isCut() && audience.hear(message);
    }

    @Override
    public void whenGone(Runnable action) {
        Once once = new Once(action);
        synchronized (this) {
            if (!cut) {
                whenGone.add(once);
                audience.whenGone(once);
                return;
            }
        }
        once.run();
    }

    /** It hears nothing any more, and whoever speaks to it learns that. */
    void cut() {
        List<Runnable> actions;
        synchronized (this) {
            cut = true;
            actions = List.copyOf(whenGone);
        }
        actions.forEach(Runnable::run);
    }

    synchronized boolean isCut() {
        return cut;
    }

    /** The two ways of going may coincide. */
    private static final class Once implements Runnable {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Runnable action;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        }
    }
}
