package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.gateway.shapes.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** A plane that answers what it was told to, empty by default, and remembers what it was asked. */
@NullUnmarked
public final class ScriptedPlane implements Upstream {
    private final Map<String, Function<Message, Message>> script = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<Message, Audience<Message>>> streams = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    /** One call. */
    public record Asked(String operation, Caller caller, Message request, boolean virtualThread) {}

    /** From now on does this for that operation. */
    public void on(String operation, Function<Message, Message> answer) {
        script.put(operation, answer);
    }

    /** Forgets all. */
    public synchronized void reset() {
        script.clear();
        streams.clear();
        asked.clear();
    }

    /** What it was asked, in order. */
    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last call. */
    public synchronized Asked last() {
        return asked.getLast();
    }

    @Override
    public Message call(Operation operation, Caller caller, Message request) {
        synchronized (this) {
            asked.add(new Asked(
                    operation.action(), caller, request, Thread.currentThread().isVirtual()));
        }
        return script.getOrDefault(operation.action(), any -> operation.answer())
                .apply(request);
    }

    /** From now on tells this for that operation. */
    public void onWatch(String operation, BiConsumer<Message, Audience<Message>> telling) {
        streams.put(operation, telling);
    }

    @Override
    public void watch(Operation operation, Caller caller, Message request, Audience<Message> audience) {
        streams.getOrDefault(operation.action(), (asked, to) -> {}).accept(request, audience);
    }
}
