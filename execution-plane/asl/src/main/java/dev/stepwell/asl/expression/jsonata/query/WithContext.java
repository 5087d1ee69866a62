package dev.stepwell.asl.expression.jsonata.query;

import dev.stepwell.asl.expression.Scope;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $states}: the context object costs something to make, so it is put in when somebody asks for it. */
final class WithContext extends AbstractMap<String, Object> {
    private static final String CONTEXT = "context";

    private final Map<String, Object> states;
    private final Scope scope;

    WithContext(Map<String, Object> states, Scope scope) {
        this.states = states;
        this.scope = scope;
    }

    @Override
    public @Nullable Object get(Object key) {
        return key.equals(CONTEXT) ? complete().get(CONTEXT) : states.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return key.equals(CONTEXT) || states.containsKey(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return complete().entrySet();
    }

    private Map<String, Object> complete() {
        if (!states.containsKey(CONTEXT)) {
            states.put(CONTEXT, Values.of(scope.context().get()));
        }
        return states;
    }
}
