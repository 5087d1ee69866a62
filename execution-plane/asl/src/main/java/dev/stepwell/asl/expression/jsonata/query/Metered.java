package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function of the library that pays for what it does before it does it; the library's own count nothing. */
final class Metered extends JFunction {
    /** They look at no element of what they are given. */
    private static final Set<String> CHEAP = Set.of("exists", "type", "boolean", "not", "lookup", "error", "assert");

    private static final Set<String> OF_PICTURES = Set.of("fromMillis", "formatNumber");

    private final JFunction function;
    private final Weights weights;
    private final boolean pictures;
    private final boolean encodes;

    private Metered(String name, JFunction function, Weights weights) {
        super(name, "", Native.Shown.class, null, "method");
        Signatures.give(this, function);
        this.function = function;
        this.weights = weights;
        this.pictures = OF_PICTURES.contains(name);
        this.encodes = name.startsWith("encodeUrl");
    }

    /** The function of that name; null when there is none or it need not be metered. */
    static @Nullable JFunction of(String name, Weights weights) {
        JFunction function = CHEAP.contains(name) ? null : Signatures.ofLibrary(name);
        return function == null ? null : new Metered(name, function, weights);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Object call(@Nullable Object input, List arguments) {
        @SuppressWarnings("unchecked")
        List<@Nullable Object> typed = arguments;
        if (pictures) {
            weights.pictures(typed);
        }
        if (encodes) {
            weights.encoding(typed);
        }
        weights.arguments(typed);
        try {
            return function.call(input, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int getNumberOfArgs() {
        return function.getNumberOfArgs();
    }
}
