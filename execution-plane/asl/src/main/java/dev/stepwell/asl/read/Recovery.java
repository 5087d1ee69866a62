package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.finding.Written.Element;
import dev.stepwell.asl.model.Catcher;
import dev.stepwell.asl.model.Retrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads Retry and Catch (developer guide, "Handling errors"). */
final class Recovery {
    private static final Set<String> RETRIER_FIELDS = Set.of(
            "ErrorEquals",
            "IntervalSeconds",
            "MaxAttempts",
            "BackoffRate",
            "MaxDelaySeconds",
            "JitterStrategy",
            "Comment");
    private static final Set<String> CATCHER_FIELDS =
            Set.of("ErrorEquals", "Next", "ResultPath", "Output", "Assign", "Comment");

    private static final long MAX_INTERVAL_SECONDS = 99_999_999;
    private static final long MAX_ATTEMPTS = 99_999_999;
    private static final long MAX_DELAY_SECONDS = 31_622_400;
    private static final double DEFAULT_BACKOFF_RATE = 2.0;

    private final Written state;
    private final String name;
    private final Scene scene;
    private final Language language;

    Recovery(Written state, String name, Scene scene, Language language) {
        this.state = state;
        this.name = name;
        this.scene = scene;
        this.language = language;
    }

    List<Retrier> retry() {
        List<Written> written = state.objects("Retry");
        List<Retrier> retriers = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            retriers.add(retrier(written.get(i), i == written.size() - 1));
        }
        return retriers;
    }

    private static Retrier retrier(Written written, boolean last) {
        Fields.checkKnown(written, RETRIER_FIELDS);
        List<String> errors = errorEquals(written, last);
        OptionalLong interval = written.integer("IntervalSeconds", 0, MAX_INTERVAL_SECONDS);
        OptionalLong attempts = written.integer("MaxAttempts", 0, MAX_ATTEMPTS);
        OptionalLong maxDelay = written.integer("MaxDelaySeconds", 1, MAX_DELAY_SECONDS);
        Optional<String> jitter = written.text("JitterStrategy")
                .filter(value -> Fields.checkOneOf(written, "JitterStrategy", value, "NONE", "FULL"));
        return new Retrier(
                errors,
                interval.orElse(1),
                attempts.orElse(3),
                backoffRate(written),
                maxDelay,
                jitter.filter("FULL"::equals).isPresent());
    }

    private static double backoffRate(Written written) {
        Optional<JsonNode> rate = written.value("BackoffRate");
        if (rate.isEmpty()) {
            return DEFAULT_BACKOFF_RATE;
        }
        if (!rate.get().isNumber()) {
            written.reportAt("BackoffRate", "Expected value of type Number");
            return DEFAULT_BACKOFF_RATE;
        }
        double value = rate.get().doubleValue();
        if (value < 1) {
            written.reportAt("BackoffRate", "Minimum value is 1");
        } else if (!Double.isFinite(value)) {
            written.reportAt("BackoffRate", "Maximum value is " + Double.MAX_VALUE);
        }
        return value;
    }

    List<Catcher> catches() {
        List<Written> written = state.objects("Catch");
        List<Catcher> catchers = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            catchers.add(catcher(written.get(i), i == written.size() - 1));
        }
        return catchers;
    }

    private Catcher catcher(Written written, boolean last) {
        Fields.checkKnown(written, CATCHER_FIELDS);
        Languages.checkFields(written, Languages.ofState(state, scene.reading().machineLanguage()));
        List<String> errors = errorEquals(written, last);
        written.require("Next");
        Optional<String> next = written.text("Next");
        next.ifPresent(to -> scene.graph().transition(name, to, written.at("Next")));
        return new Catcher(errors, language.catcherShaping(written), next.orElse(""));
    }

    /** States.ALL matches everything, so nothing may stand beside it or after it. */
    private static List<String> errorEquals(Written entry, boolean last) {
        if (!entry.require("ErrorEquals")) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        List<Element> elements = entry.elements("ErrorEquals");
        for (Element element : elements) {
            if (element.value().isTextual()) {
                names.add(element.value().textValue());
            } else {
                entry.report(
                        FindingCode.SCHEMA_VALIDATION_FAILED, "Expected value of type [STRING]", element.location());
            }
        }
        if (elements.isEmpty()
                && entry.value("ErrorEquals").filter(JsonNode::isArray).isPresent()) {
            entry.reportAt("ErrorEquals", "Value cannot be empty");
        }
        if (names.contains("States.ALL") && (names.size() > 1 || !last)) {
            entry.reportAt("ErrorEquals", "States.ALL must appear alone and at end of list");
        }
        return names;
    }
}
