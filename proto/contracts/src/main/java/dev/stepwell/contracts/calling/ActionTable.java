package dev.stepwell.contracts.calling;

import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a plane can do: its actions by name. Adding an action is one line at the plane that does it; the gateway finds it by the
 * contract's descriptors.
 */
public final class ActionTable {
    private final Map<String, Entry<?, ?>> entries;
    private final Map<String, Stream<?, ?>> streams;
    private final Map<String, Consumer<Caller>> gates;

    private ActionTable(Builder built) {
        this.entries = Map.copyOf(built.entries);
        this.streams = Map.copyOf(built.streams);
        this.gates = Map.copyOf(built.gates);
    }

    /** An empty table to fill. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of all actions in the table that answer once. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * Throws the {@link Fault} that a request would get whatever it says, because too much is under way: to be told so before anything is done for
     * it costs least. Not to throw promises nothing.
     */
    public void admit(String name, Caller caller) {
        Consumer<Caller> gate = gates.get(name);
        if (gate != null) {
            gate.accept(caller);
        }
    }

    /** The names of those that answer again and again. */
    public Set<String> streamNames() {
        return streams.keySet();
    }

    /** The action of that name, if this plane does it. */
    public Optional<Entry<?, ?>> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** The action of that name that answers again and again, if this plane does it. */
    public Optional<Stream<?, ?>> findStream(String name) {
        return Optional.ofNullable(streams.get(name));
    }

    /**
     * One action with the type of its request.
     *
     * @param name the action's name in AWS's service model, such as {@code StartExecution}
     * @param requestType the class of its request message
     * @param action what does it
     */
    public record Entry<Q extends Message, A extends Message>(String name, Class<Q> requestType, Action<Q, A> action) {
        /** Answers a request whose type is only known at run time; a wrong type is a defect and throws ClassCastException. */
        public Message answer(Caller caller, Message request) {
            return action.answer(caller, requestType.cast(request));
        }
    }

    /**
     * One action that answers again and again, with the type of its request.
     *
     * @param name the action's name in the contract
     * @param requestType the class of its request message
     * @param watch what does it
     */
    public record Stream<Q extends Message, A extends Message>(String name, Class<Q> requestType, Watch<Q, A> watch) {
        /** Answers a request whose type is only known at run time; a wrong type is a defect and throws ClassCastException. */
        public void tell(Caller caller, Message request, Audience<Message> audience) {
            watch.tell(caller, requestType.cast(request), new Audience<>() {
                @Override
                public boolean hear(A message) {
                    return audience.hear(message);
                }

                @Override
                public void whenGone(Runnable action) {
                    audience.whenGone(action);
                }
            });
        }
    }

    /** Collects actions; a name may be given once. */
    public static final class Builder {
        private final Map<String, Entry<?, ?>> entries = new HashMap<>();
        private final Map<String, Stream<?, ?>> streams = new HashMap<>();
        private final Map<String, Consumer<Caller>> gates = new HashMap<>();

        private Builder() {}

        /** Adds an action under its AWS name. */
        public <Q extends Message, A extends Message> Builder add(
                String name, Class<Q> requestType, Action<Q, A> action) {
            if (entries.put(name, new Entry<>(name, requestType, action)) != null) {
                throw new IllegalArgumentException("two actions are called " + name);
            }
            return this;
        }

        /** Adds an action that answers again and again, under its name in the contract. */
        public <Q extends Message, A extends Message> Builder addStream(
                String name, Class<Q> requestType, Watch<Q, A> watch) {
            if (streams.put(name, new Stream<>(name, requestType, watch)) != null) {
                throw new IllegalArgumentException("two actions are called " + name);
            }
            return this;
        }

        /** Has an action refused when this throws, before anything is done for it, see {@link ActionTable#admit}. */
        public Builder gate(String name, Consumer<Caller> gate) {
            gates.put(name, gate);
            return this;
        }

        /** Adds every action of another table. */
        public Builder addAll(ActionTable other) {
            gates.putAll(other.gates);
            other.entries.values().forEach(entry -> add(entry));
            other.streams.values().forEach(stream -> addStream(stream));
            return this;
        }

        private <Q extends Message, A extends Message> void add(Entry<Q, A> entry) {
            add(entry.name(), entry.requestType(), entry.action());
        }

        private <Q extends Message, A extends Message> void addStream(Stream<Q, A> stream) {
            addStream(stream.name(), stream.requestType(), stream.watch());
        }

        /** The finished table. */
        public ActionTable build() {
            return new ActionTable(this);
        }
    }
}
