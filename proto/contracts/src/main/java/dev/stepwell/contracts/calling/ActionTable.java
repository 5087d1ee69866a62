package dev.stepwell.contracts.calling;

import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plane can do: its actions by name. Adding an action is one line at the plane that does it; the gateway finds it by the
 * contract's descriptors.
 */
public final class ActionTable {
    private final Map<String, Entry<?, ?>> entries;

    private ActionTable(Map<String, Entry<?, ?>> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** An empty table to fill. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of all actions in the table. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The action of that name, if this plane does it. */
    public Optional<Entry<?, ?>> find(String name) {
        return Optional.ofNullable(entries.get(name));
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

    /** Collects actions; a name may be given once. */
    public static final class Builder {
        private final Map<String, Entry<?, ?>> entries = new HashMap<>();

        private Builder() {}

        /** Adds an action under its AWS name. */
        public <Q extends Message, A extends Message> Builder add(
                String name, Class<Q> requestType, Action<Q, A> action) {
            if (entries.put(name, new Entry<>(name, requestType, action)) != null) {
                throw new IllegalArgumentException("two actions are called " + name);
            }
            return this;
        }

        /** Adds every action of another table. */
        public Builder addAll(ActionTable other) {
            other.entries.values().forEach(entry -> add(entry));
            return this;
        }

        private <Q extends Message, A extends Message> void add(Entry<Q, A> entry) {
            add(entry.name(), entry.requestType(), entry.action());
        }

        /** The finished table. */
        public ActionTable build() {
            return new ActionTable(entries);
        }
    }
}
