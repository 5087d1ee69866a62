package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that is written here instead of in the library, or beside it. */
final class Native extends JFunction {
    private final int arity;
    private final Weights weights;
    private final Body body;

    /** What the function does; undefined is null, and so is an argument that was left out. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(List<@Nullable Object> arguments);
    }

    /**
     * @param signature what JSONata checks of the arguments
     * @param arity how many arguments a partial application reckons with
     */
    Native(String name, String signature, int arity, Weights weights, Body body) {
        // The library wants a method to apply functions in part, and would compile the signature anew each time.
        super(name, "", Shown.class, null, "method");
        Signatures.give(this, name, signature);
        this.arity = arity;
        this.weights = weights;
        this.body = body;
    }

    /** What the library is shown. */
    public static final class Shown {
        private Shown() {}

        /** Never called. */
        public static void method() {}
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Object call(@Nullable Object input, List arguments) {
        @SuppressWarnings("unchecked")
        List<@Nullable Object> typed = arguments;
        weights.arguments(typed);
        Object result = body.apply(typed);
        return result instanceof Number number ? Values.compact(number) : result;
    }

    @Override
    public int getNumberOfArgs() {
        return arity;
    }

    /** An argument, or null when it was left out. */
    static @Nullable Object argument(List<@Nullable Object> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }
}
