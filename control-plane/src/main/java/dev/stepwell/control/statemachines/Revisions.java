package dev.stepwell.control.statemachines;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.MachineFaults;
import dev.stepwell.control.statemachines.MachineAnswers.Resolved;
import dev.stepwell.control.statemachines.RouteStore.Target;
import dev.stepwell.names.Arn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jooq.DSLContext;

/** The one question of the execution plane: which revision does this ARN mean, and what is it. */
public final class Revisions {
    private final ControlDatabase database;
    private final RandomGenerator random;

    /**
     * @param random draws between the routes of an alias; shared by threads
     */
    public Revisions(ControlDatabase database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    /**
     * The revision to run: the newest, that of a version, or one drawn by weight from an alias. Throws {@code InvalidArn} and
     * {@code StateMachineDoesNotExist}; a machine that is being deleted is answered with its status, to be refused by the asker.
     */
    public Resolved resolve(Caller caller, String text) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        if (!ArnReader.isOurs(caller, arn)) {
            throw MachineFaults.doesNotExist(text);
        }
        return database.read(caller.tenant(), sql -> find(sql, caller, arn))
                .map(target -> new Resolved(
                        target.revision(),
                        target.type(),
                        target.status(),
                        target.version() == 0
                                ? Optional.empty()
                                : Optional.of(arn.qualified(Integer.toString(target.version()))),
                        target.weight() == 0 ? Optional.empty() : Optional.of(arn),
                        target.priority()))
                .orElseThrow(() -> MachineFaults.doesNotExist(text));
    }

    /** A revision, even of a machine that is gone; throws {@code ResourceNotFound}. */
    public Revision describe(Caller caller, String revisionId) {
        return uuid(revisionId)
                .flatMap(id -> database.read(
                        caller.tenant(), sql -> MachineStore.revision(caller.tenant(), caller.region(), sql, id)))
                .orElseThrow(() -> new Fault("ResourceNotFound", "Revision Does Not Exist: '" + revisionId + "'"));
    }

    private Optional<Target> find(DSLContext sql, Caller caller, Arn.StateMachine arn) {
        if (arn.qualifier().isEmpty()) {
            return RouteStore.newest(caller.tenant(), caller.region(), sql, arn.name());
        }
        return ArnReader.versionNumber(arn)
                .map(number -> RouteStore.version(caller.tenant(), caller.region(), sql, arn.name(), number))
                .orElseGet(() -> ArnReader.aliasName(arn)
                        .flatMap(alias ->
                                draw(RouteStore.alias(caller.tenant(), caller.region(), sql, arn.name(), alias))));
    }

    private Optional<Target> draw(List<Target> routes) {
        int drawn = random.nextInt(100);
        for (Target route : routes) {
            drawn -= route.weight();
            if (drawn < 0) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
