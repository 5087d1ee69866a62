package dev.stepwell.gateway.upstream;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.gateway.shapes.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** A plane that answers what it was told to, empty by default, and remembers what it was asked. */
@NullUnmarked
public final class ScriptedPlane implements Upstream {
    private final Map<String, Function<Message, Message>> script = new ConcurrentHashMap<>();
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
                    operation.name(), caller, request, Thread.currentThread().isVirtual()));
        }
        return script.getOrDefault(operation.name(), any -> operation.answer()).apply(request);
    }
}
