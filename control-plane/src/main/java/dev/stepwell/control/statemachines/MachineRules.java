package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.references.TextRules;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in a machine, with AWS's refusals. Asks no database. */
final class MachineRules {
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\x21-\\x7E]+");

    private final DefinitionCheck check;

    MachineRules(DefinitionCheck check) {
        this.check = check;
    }

    void create(CreateMachine request) {
        TextRules.name(request.name());
        publishing(request.publish(), request.versionDescription());
        definition(request.blueprint().definition(), request.type());
        role(request.blueprint().roleArn());
        request.blueprint().logging().check();
    }

    /** What can be said before the machine is known; the definition needs its type, see {@link #definition}. */
    void update(UpdateMachine request) {
        if (request.isEmpty()) {
            throw new Fault(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, the EncryptionConfiguration or the "
                            + "TracingConfiguration must be specified");
        }
        publishing(request.publish(), request.versionDescription());
        request.roleArn().ifPresent(MachineRules::role);
        request.logging().ifPresent(Logging::check);
    }

    void definition(String definition, MachineType type) {
        check.refusal(definition, type).ifPresent(message -> {
            throw new Fault("InvalidDefinition", message);
        });
    }

    private static void publishing(boolean publish, Optional<String> description) {
        if (description.isPresent() && !publish) {
            throw new Fault("ValidationException", "Version description can only be set when publish is true");
        }
        description.ifPresent(text -> TextRules.storable("versionDescription", text));
    }

    private static void role(String arn) {
        if (!ROLE.matcher(arn).matches()) {
            throw new Fault("InvalidArn", "Invalid Role Arn: '" + arn + "'");
        }
    }
}
