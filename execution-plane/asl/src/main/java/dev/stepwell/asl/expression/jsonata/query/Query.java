package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An expression, compiled once and evaluated by as many executions at once as there are. */
public final class Query {
    /** The longest expression, in characters: the library reads long ones in quadratic time. */
    public static final int MAX_LENGTH = 32_768;

    private static final String TOO_DEEP = "The expression is nested too deeply";

    /** Names by which the library would let an expression switch off what counts it. */
    private static final String CALLBACKS = "__evaluate_";

    static {
        Signatures.correctLibrary();
    }

    private final String text;
    private final Jsonata compiled;
    private final SyntaxTree tree;

    private Query(String text, Jsonata compiled, SyntaxTree tree) {
        this.text = text;
        this.compiled = compiled;
        this.tree = tree;
    }

    /**
     * Compiles an expression.
     *
     * @throws QuerySyntaxException when it is none
     */
    public static Query compile(String text) throws QuerySyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new QuerySyntaxException("The expression is longer than " + MAX_LENGTH + " characters");
        }
        if (Extent.isTooLarge(text)) {
            throw new QuerySyntaxException(TOO_DEEP);
        }
        if (text.contains(CALLBACKS)) {
            throw new QuerySyntaxException("Names that begin with '" + CALLBACKS + "' are reserved");
        }
        try {
            Jsonata compiled = Jsonata.jsonata(text);
            compiled.setOutputConvertNulls(false);
            return new Query(text, compiled, new SyntaxTree(compiled));
        } catch (JException e) {
            throw new QuerySyntaxException(Messages.ofParser(e));
        } catch (StackOverflowError e) {
            throw new QuerySyntaxException(TOO_DEEP);
        } catch (RuntimeException e) {
            // The library leaves some faults to the JDK, such as those of regular expressions.
            throw new QuerySyntaxException("Syntax error");
        }
    }

    /** The expression, as failures show it. */
    public String text() {
        return text;
    }

    /** What it reads from a context, in order; a state's expression has none, so AWS refuses it. */
    public Set<String> topLevelReferences() {
        return tree.topLevelReferences();
    }

    /** The fields of {@code $states} that it reads. */
    public Set<String> statesFields() {
        return tree.statesFields();
    }

    /** The names of all variables and functions that it reads, without the dollar, its own among them. */
    public Set<String> names() {
        return tree.variables();
    }

    /** The names of the variables that it reads and has not set itself, without the dollar; neither functions nor {@code states}. */
    public Set<String> freeVariables() {
        Set<String> free = new LinkedHashSet<>(tree.freeNames());
        free.removeIf(name -> name.equals("states") || Natives.added(name) || tree.isFunction(name));
        return free;
    }

    /**
     * The value of the expression; null when it is undefined.
     *
     * @throws QueryException when there is none, or when the fuel runs out
     */
    public @Nullable JsonNode evaluate(Given given, Fuel fuel) throws QueryException {
        Weights weights = new Weights(fuel);
        Watch watch = new Watch(tree, fuel, weights);
        try {
            return Values.json(weights.result(compiled.evaluate(null, frame(given, fuel, weights, watch))));
        } catch (JException e) {
            if (e.getError().equals("D1001") && watch.failedAtTop() && e.getCurrent() instanceof Number number) {
                // AWS does carry numbers that are not finite, at least out of the whole expression.
                return Values.json(number);
            }
            throw new QueryException(Messages.ending(e, watch));
        } catch (RuntimeException | StackOverflowError e) {
            throw new QueryException(Messages.ending(e, watch));
        }
    }

    private Jsonata.Frame frame(Given given, Fuel fuel, Weights weights, Watch watch) {
        Jsonata.Frame frame = compiled.createFrame();
        watch.follow(frame);
        new Natives(given.scope(), weights).bind(frame, tree.variables());
        Map<String, JsonNode> variables = given.scope().variables();
        for (String name : tree.variables()) {
            JsonNode variable = variables.get(name);
            if (variable != null) {
                frame.bind(name, Values.of(variable));
            }
        }
        List<Pattern> regexes = tree.regexes();
        for (int i = 0; i < regexes.size(); i++) {
            frame.bind(SyntaxTree.regexName(i), (Object) new Regex(regexes.get(i), fuel));
        }
        frame.bind("states", given.states());
        return frame;
    }
}
