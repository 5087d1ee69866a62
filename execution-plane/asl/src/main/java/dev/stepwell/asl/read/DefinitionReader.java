package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Findings;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.MachineType;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the text of a state machine's definition (Amazon States Language) and checks all of it. */
public final class DefinitionReader {
    /** The longest definition, in characters (service quotas, "Maximum state machine definition size"). */
    public static final int MAX_LENGTH = 1_048_576;

    /** The name that AWS gives to a state without a machine. */
    public static final String LONE_STATE = "StateName";

    private static final Set<String> FIELDS =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");

    private static final long MAX_TIMEOUT_SECONDS = 99_999_999;

    private DefinitionReader() {}

    /** Reads the definition of a standard machine. */
    public static ReadResult read(String text) {
        return read(text, MachineType.STANDARD);
    }

    /**
     * Reads a definition. Never throws: whatever the text is, the answer is a definition or the findings that refuse it.
     *
     * @param type what kind of machine it is for: an express machine may use less of the language
     */
    public static ReadResult read(String text, MachineType type) {
        Findings findings = new Findings();
        return result(parse(text, findings).flatMap(root -> definition(root, type, false)), findings);
    }

    /**
     * Reads one state that comes without a machine around it, as TestState takes it. It is read under the name {@link #LONE_STATE} and may
     * lead to states that are not there.
     */
    public static ReadResult readState(String text) {
        Findings findings = new Findings();
        return result(
                parse(text, findings).flatMap(state -> definition(machineOf(state), MachineType.STANDARD, true)),
                findings);
    }

    private static Written machineOf(Written state) {
        ObjectNode machine = JsonNodeFactory.instance.objectNode().put("StartAt", LONE_STATE);
        machine.putObject("States").set(LONE_STATE, state.node());
        return new Written(machine, "/", state.findings());
    }

    private static ReadResult result(Optional<Definition> definition, Findings findings) {
        if (definition.isPresent() && findings.errors().isEmpty()) {
            return new ReadResult.Ok(definition.get(), findings.all());
        }
        return new ReadResult.Refused(findings.all());
    }

    private static Optional<Written> parse(String text, Findings findings) {
        if (text.length() > MAX_LENGTH) {
            findings.add(Finding.of(
                    FindingCode.SCHEMA_VALIDATION_FAILED,
                    "Definition exceeds the limit of " + MAX_LENGTH + " characters"));
            return Optional.empty();
        }
        try {
            JsonNode root = Json.parseDefinition(text);
            if (root instanceof ObjectNode object) {
                return Optional.of(new Written(object, "/", findings));
            }
        } catch (JsonSyntaxException e) {
            if (e.place().isPresent()) {
                findings.add(Finding.of(
                        FindingCode.INVALID_JSON_DESCRIPTION,
                        e.text(),
                        e.place().get()));
                return Optional.empty();
            }
        }
        findings.add(Finding.of(FindingCode.SCHEMA_VALIDATION_FAILED, "Definition must be a valid JSON object"));
        return Optional.empty();
    }

    private static Optional<Definition> definition(Written root, MachineType type, boolean loneState) {
        Fields.checkKnown(root, FIELDS);
        Optional<String> comment = root.text("Comment");
        root.text("Version")
                .filter(version -> !version.equals("1.0"))
                .ifPresent(version -> root.reportAt("Version", "Value should be one of the following: [1.0]"));
        OptionalLong timeout = root.integer("TimeoutSeconds", 0, MAX_TIMEOUT_SECONDS);
        Languages.check(root);
        Reading reading = new Reading(root.findings(), Languages.ofMachine(root), loneState);
        Optional<Flow> flow = FlowReader.read(root, reading, new Nesting(type == MachineType.EXPRESS, 0));
        return flow.map(f -> new Definition(f, comment, timeout, reading.machineLanguage()));
    }
}
