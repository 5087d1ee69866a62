package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.utils.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What functions check of their arguments. The library lets null pass as anything and blames the first argument for whatever is wrong;
 * here null is a type of its own and the argument at fault is named, as in the reference implementation.
 */
final class Signatures {
    private static final Reflected FRAME = Reflected.of(Jsonata.class, "staticFrame");
    private static final Reflected BINDINGS = Reflected.of(Jsonata.Frame.class, "bindings");
    private static final Reflected OF_FUNCTION = Reflected.of(JFunction.class, "signature");
    private static final Reflected NAME = Reflected.of(JFunction.class, "functionName");
    private static final Reflected PARAMETERS = Reflected.of(Signature.class, "_params");
    private static final Reflected REGEX = Reflected.of(Signature.class, "_regex");

    private static final Map<String, Exact> KNOWN = new ConcurrentHashMap<>();

    private Signatures() {}

    /** Gives the functions of the library exact signatures; done once, before the first expression is compiled. */
    static void correctLibrary() {
        Map<?, ?> bindings = (Map<?, ?>) BINDINGS.require(FRAME.require(null));
        for (Object bound : bindings.values()) {
            if (bound instanceof JFunction function && OF_FUNCTION.read(function) instanceof Signature signature) {
                OF_FUNCTION.write(function, new Exact(signature, (String) NAME.require(function)));
            }
        }
    }

    /** A function of the library; null when it has none of that name. */
    static @Nullable JFunction ofLibrary(String name) {
        return ((Map<?, ?>) BINDINGS.require(FRAME.require(null))).get(name) instanceof JFunction function
                ? function
                : null;
    }

    /** Lets a function check its arguments as another one does. */
    static void give(JFunction function, JFunction model) {
        OF_FUNCTION.write(function, OF_FUNCTION.require(model));
    }

    /** Gives a function its signature, which is compiled once for all functions of that name. */
    static void give(JFunction function, String name, String text) {
        OF_FUNCTION.write(function, KNOWN.computeIfAbsent(name, key -> new Exact(new Signature(text, name), name)));
    }

    /** A signature that knows null. */
    private static final class Exact extends Signature {
        private static final long serialVersionUID = 1;

        private final String name;
        private final List<Pattern> prefixes = new ArrayList<>();
        private final transient Pattern whole;

        Exact(Signature inexact, String name) {
            super("", name);
            this.name = name;
            PARAMETERS.write(this, PARAMETERS.require(inexact));
            REGEX.write(this, REGEX.require(inexact));
            StringBuilder regex = new StringBuilder();
            for (Object parameter : (List<?>) PARAMETERS.require(this)) {
                Object own = Reflected.of(parameter.getClass(), "regex").require(parameter);
                prefixes.add(Pattern.compile(regex.append(own).toString()));
            }
            this.whole = Pattern.compile(regex.toString());
        }

        @Override
        public Object validate(Object arguments, @Nullable Object context) {
            String given = types((List<?>) arguments);
            if (!whole.matcher(given).matches()) {
                throw new JException("T0410", -1, fault(given), name);
            }
            return super.validate(arguments, context);
        }

        /** The number of the first argument that does not fit. */
        private int fault(String given) {
            int good = 0;
            for (Pattern prefix : prefixes) {
                Matcher matcher = prefix.matcher(given);
                if (!matcher.lookingAt()) {
                    break;
                }
                good = matcher.end();
            }
            return good + 1;
        }

        private static String types(List<?> arguments) {
            StringBuilder types = new StringBuilder(arguments.size());
            arguments.forEach(argument -> types.append(type(argument)));
            return types.toString();
        }

        private static char type(@Nullable Object argument) {
            return switch (argument) {
                case null -> 'm';
                case String s -> 's';
                case Number n -> 'n';
                case Boolean b -> 'b';
                case Object function when Values.isFunction(function) -> 'f';
                case List<?> list -> 'a';
                case Map<?, ?> map -> 'o';
                default -> argument == Jsonata.NULL_VALUE ? 'l' : 'm';
            };
        }
    }
}
