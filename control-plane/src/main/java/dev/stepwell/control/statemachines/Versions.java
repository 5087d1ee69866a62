package dev.stepwell.control.statemachines;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.MachineFaults;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.control.statemachines.MachineAnswers.Version;
import dev.stepwell.control.statemachines.VersionStore.Numbered;
import dev.stepwell.names.Arn;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** PublishStateMachineVersion, ListStateMachineVersions, DeleteStateMachineVersion. */
public final class Versions {
    private static final String LIST = "ListStateMachineVersions";

    /** What AWS calls the revision of a machine that was never changed. */
    private static final String INITIAL = "INITIAL";

    private final ControlDatabase database;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Versions in one database. */
    public Versions(ControlDatabase database, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Makes a version of a machine's newest revision, or answers with the version that it is. Another revision than the one
     * expected is a {@code ConflictException}.
     *
     * @param expected the revision that must be the newest; {@code INITIAL} for one without an id
     */
    public Version publish(Caller caller, String text, Optional<String> expected, Optional<String> description) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        description.ifPresent(given -> TextRules.storable("description", given));
        return database.write(caller.tenant(), sql -> {
            StateMachine machine = Optional.of(arn)
                    .filter(it -> it.qualifier().isEmpty() && ArnReader.isOurs(caller, it))
                    .flatMap(it -> MachineStore.lock(caller.tenant(), caller.region(), sql, it.name()))
                    .orElseThrow(() -> MachineFaults.doesNotExist(text));
            if (machine.deleting()) {
                throw MachineFaults.deleting(arn);
            }
            expected.ifPresent(revision -> checkNewest(machine, revision));
            Publication publication = Publication.of(
                    sql, caller, machine, description, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (!publication.machine().equals(machine)) {
                MachineStore.update(caller.tenant(), caller.region(), sql, publication.machine());
            }
            return version(arn, publication.version());
        });
    }

    private static void checkNewest(StateMachine machine, String expected) {
        String newest = machine.current().publicId().map(UUID::toString).orElse(INITIAL);
        if (!newest.equals(expected)) {
            throw new Fault(
                    "ConflictException",
                    "Failed to publish the State Machine version for revision " + expected
                            + ". The current State Machine revision is " + newest + ".");
        }
    }

    /** Lists the versions of a machine, the newest first; a machine that does not exist has none. */
    public Page<Version> list(Caller caller, String text, int maxResults, Optional<String> token) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        if (arn.qualifier().isPresent()) {
            throw MachineFaults.notHere(text);
        }
        String list = LIST + "/" + arn.name();
        int below = tokens.open(caller, list, token).map(Integer::valueOf).orElse(Integer.MAX_VALUE);
        int size = Page.size(maxResults);
        List<Numbered> rows = ArnReader.isOurs(caller, arn)
                ? database.read(
                        caller.tenant(),
                        sql -> VersionStore.list(caller.tenant(), caller.region(), sql, arn.name(), below, size + 1))
                : List.of();
        return Page.of(rows, size, last -> tokens.seal(caller, list, Integer.toString(last.number())))
                .map(row -> version(arn, row));
    }

    /** Deletes a version unless an alias leads to it; no error when it does not exist. What runs goes on. */
    public void delete(Caller caller, String text) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        int number = ArnReader.versionNumber(arn).orElseThrow(() -> MachineFaults.notHere(text));
        if (!ArnReader.isOurs(caller, arn)) {
            return;
        }
        database.write(caller.tenant(), sql -> {
            boolean deleted = MachineStore.lock(caller.tenant(), caller.region(), sql, arn.name())
                    .map(machine -> delete(sql, caller, machine.current().machineId(), number))
                    .orElse(false);
            if (deleted) {
                changes.append(caller.tenant(), sql, arn.region(), ChangeKind.VERSION_DELETED, arn.toString());
            }
            return deleted;
        });
    }

    private static boolean delete(DSLContext sql, Caller caller, UUID machine, int number) {
        List<String> aliases = VersionStore.aliases(caller.tenant(), caller.region(), sql, machine, number);
        if (!aliases.isEmpty()) {
            throw new Fault(
                    "ConflictException",
                    "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this "
                            + "version: [" + String.join(", ", aliases) + "]");
        }
        return VersionStore.delete(caller.tenant(), caller.region(), sql, machine, number);
    }

    private static Version version(Arn.StateMachine arn, Numbered version) {
        return new Version(arn.qualified(Integer.toString(version.number())), version.createdAt());
    }
}
