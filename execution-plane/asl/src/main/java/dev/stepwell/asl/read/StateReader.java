package dev.stepwell.asl.read;

import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Language.Field;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.ChoiceRule;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.QueryLanguage;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.WaitTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one state. A state that is wrong gives nothing: what is wrong has been reported. */
final class StateReader {
    private static final Set<String> BRANCH_FIELDS = Set.of("StartAt", "States", "Comment");

    private final String name;
    private final Written state;
    private final Scene scene;
    private final QueryLanguage queryLanguage;

    StateReader(String name, Written state, Scene scene) {
        this.name = name;
        this.state = state;
        this.scene = scene;
        this.queryLanguage = Languages.ofState(state, scene.reading().machineLanguage());
    }

    Optional<State> read() {
        state.require("Type");
        Optional<String> type = state.text("Type");
        Optional<StateKind> kind = type.flatMap(StateKind::named);
        if (kind.isEmpty()) {
            scene.graph().incomplete();
            type.ifPresent(unknown -> state.reportAt(
                    "Type", "The field 'Type' should have one of these values: " + StateKind.spellings()));
            return Optional.empty();
        }
        Fields.checkKnown(state, kind.get().fields());
        boolean downgrade = Languages.isDowngrade(state, scene.reading().machineLanguage());
        if (!downgrade) {
            Languages.checkFields(state, queryLanguage);
        }
        Languages.check(state);
        state.text("Comment");
        Optional<String> next = transition(kind.get());
        return body(kind.get(), Languages.language(queryLanguage), next);
    }

    private Optional<String> transition(StateKind kind) {
        if (kind.transition() == StateKind.Transition.TERMINAL) {
            scene.graph().ends();
        }
        if (kind.transition() != StateKind.Transition.NEXT_OR_END) {
            return Optional.empty();
        }
        boolean end = state.bool("End").orElse(false);
        Optional<String> next = state.text("Next");
        if (end) {
            scene.graph().ends();
            state.atMostOne("Next", "End");
        } else if (!state.has("Next")) {
            state.report("This object should have only one of the following fields: [Next, End]");
        }
        if (!end && next.isEmpty()) {
            scene.graph().incomplete();
        }
        next.ifPresent(to -> scene.graph().transition(name, to, state.at("Next")));
        return next;
    }

    private Optional<State> body(StateKind kind, Language language, Optional<String> next) {
        Shaping shaping = language.shaping(state, kind != StateKind.MAP);
        return switch (kind) {
            case PASS -> {
                StaticHints.inResult(state);
                yield Optional.of(new State.Pass(name, queryLanguage, shaping, state.value("Result"), next));
            }
            case SUCCEED -> Optional.of(new State.Succeed(name, queryLanguage, shaping));
            case FAIL -> {
                StaticHints.inFail(state);
                yield Optional.of(new State.Fail(
                        name,
                        queryLanguage,
                        shaping,
                        language.value(state, Field.ERROR),
                        language.value(state, Field.CAUSE)));
            }
            case WAIT -> until(language).map(until -> new State.Wait(name, queryLanguage, shaping, until, next));
            case CHOICE -> Optional.of(choice(language, shaping));
            case TASK -> new TaskReader(state, scene, language).read(name, queryLanguage, shaping, next);
            case PARALLEL -> Optional.of(parallel(language, shaping, next));
            case MAP -> new MapReader(state, scene, language).read(name, queryLanguage, shaping, next);
        };
    }

    private Optional<WaitTime> until(Language language) {
        boolean one = queryLanguage == QueryLanguage.JSONPATH
                ? state.exactlyOne("SecondsPath", "Seconds", "TimestampPath", "Timestamp")
                : state.exactlyOne("Seconds", "Timestamp");
        if (!one) {
            return Optional.empty();
        }
        if (state.has("Seconds") || state.has("SecondsPath")) {
            return language.value(state, Field.SECONDS).map(WaitTime.Seconds::new);
        }
        return language.value(state, Field.TIMESTAMP).map(WaitTime.Timestamp::new);
    }

    private State choice(Language language, Shaping shaping) {
        state.require("Choices");
        List<ChoiceRule> rules = new ArrayList<>();
        for (Written rule : nonEmpty("Choices")) {
            rule.require("Next");
            Optional<String> next = rule.text("Next");
            next.ifPresent(to -> scene.graph().transition(name, to, rule.at("Next")));
            Optional<Shaping> own = language.ruleShaping(rule, shaping);
            language.condition(rule).ifPresent(condition -> rules.add(new ChoiceRule(condition, own, next.orElse(""))));
        }
        Optional<String> otherwise = state.text("Default");
        otherwise.ifPresent(to -> scene.graph().transition(name, to, state.at("Default")));
        return new State.Choice(name, queryLanguage, shaping, rules, otherwise);
    }

    private State parallel(Language language, Shaping shaping, Optional<String> next) {
        state.require("Branches");
        List<Flow> branches = new ArrayList<>();
        for (Written branch : nonEmpty("Branches")) {
            Fields.checkKnown(branch, BRANCH_FIELDS);
            FlowReader.read(branch, scene.reading(), scene.nesting().inner()).ifPresent(branches::add);
        }
        Recovery recovery = new Recovery(state, name, scene, language);
        return new State.Parallel(name, queryLanguage, shaping, branches, recovery.retry(), recovery.catches(), next);
    }

    private List<Written> nonEmpty(String field) {
        if (state.value(field).filter(v -> v.isArray() && v.isEmpty()).isPresent()) {
            state.reportAt(field, "Value cannot be empty");
        }
        return state.objects(field);
    }
}
