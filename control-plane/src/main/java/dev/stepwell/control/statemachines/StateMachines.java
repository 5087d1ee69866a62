package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.MachineFaults;
import dev.stepwell.control.statemachines.MachineAnswers.Created;
import dev.stepwell.control.statemachines.MachineAnswers.Described;
import dev.stepwell.control.statemachines.MachineAnswers.Listed;
import dev.stepwell.control.statemachines.MachineAnswers.Updated;
import dev.stepwell.control.statemachines.VersionStore.Numbered;
import dev.stepwell.control.tags.TagSet;
import dev.stepwell.control.tags.TagStore;
import dev.stepwell.control.tags.TaggedKind;
import dev.stepwell.names.Arn;
import dev.stepwell.names.Uuid7;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** CreateStateMachine, UpdateStateMachine, DescribeStateMachine, ListStateMachines, DeleteStateMachine. */
public final class StateMachines {
    private static final String LIST = "ListStateMachines";
    /** The most machines of an account in a region (service quotas). */
    private static final int MOST = 100_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ControlDatabase database;
    private final MachineRules rules;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Machines in one database. */
    public StateMachines(
            ControlDatabase database,
            DefinitionCheck check,
            ChangeLog changes,
            PageTokens tokens,
            InstantSource clock) {
        this.database = database;
        this.rules = new MachineRules(check);
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Makes a machine, and version 1 of it when asked to publish. Idempotent on everything but role and tags, whose differences
     * are silently ignored (AWS, CreateStateMachine); otherwise a name that is taken is {@code StateMachineAlreadyExists}.
     */
    public Created create(Caller caller, CreateMachine request) {
        rules.create(request);
        Arn.StateMachine arn = arn(caller, request.name());
        TagSet.checkCount(request.tags().byKey().size(), arn.toString());
        StateMachine made = draft(request, now());
        return database.write(caller.tenant(), sql -> {
            if (!MachineStore.insert(caller.tenant(), caller.region(), sql, made)) {
                return repeated(sql, caller, request, arn);
            }
            MachineStore.insertRevision(caller.tenant(), caller.region(), sql, made.current());
            if (request.publish()) {
                Numbered first = new Numbered(made.lastVersion(), made.createdAt());
                Publication.insert(sql, caller, made, first, request.versionDescription());
            }
            checkLimit(sql, caller);
            TagStore.put(
                    caller.tenant(), caller.region(), sql, TaggedKind.STATE_MACHINE, request.name(), request.tags());
            changes.append(caller.tenant(), sql, arn.region(), ChangeKind.REVISION_PUBLISHED, arn.toString());
            return created(arn, made);
        });
    }

    /**
     * Changes a machine into a new revision; running executions keep the old one. An update that changes nothing makes no
     * revision (seen at AWS). With publish, the newest revision becomes a version unless it is one.
     *
     * @param expected what the machine has to be
     */
    public Updated update(Caller caller, UpdateMachine request, Precondition<Described> expected) {
        Arn.StateMachine arn = ArnReader.stateMachine(request.arn());
        rules.update(request);
        checkDefinition(caller, request, arn, expected);
        return database.write(caller.tenant(), sql -> {
            StateMachine old = Optional.of(arn)
                    .filter(it -> isMachine(caller, it))
                    .flatMap(it -> MachineStore.lock(caller.tenant(), caller.region(), sql, it.name()))
                    .orElseThrow(() -> expected.missing(MachineFaults.doesNotExist(request.arn())));
            expected.check(() -> Optional.of(described(arn, old)));
            refuseDeleting(old, arn);
            Instant now = now();
            StateMachine revised =
                    revised(sql, caller, old, request.appliedTo(old.current().blueprint()), now);
            Optional<Publication> publication = request.publish()
                    ? Optional.of(Publication.of(sql, caller, revised, request.versionDescription(), now))
                    : Optional.empty();
            StateMachine changed = publication.map(Publication::machine).orElse(revised);
            if (!changed.equals(old)) {
                MachineStore.update(caller.tenant(), caller.region(), sql, changed);
                changes.append(caller.tenant(), sql, arn.region(), ChangeKind.REVISION_PUBLISHED, arn.toString());
            }
            return new Updated(
                    now,
                    changed.current().publicId(),
                    publication.map(
                            it -> arn.qualified(Integer.toString(it.version().number()))));
        });
    }

    /** Describes a machine or a version of it; everything else that the ARN may mean is {@code StateMachineDoesNotExist}. */
    public Described describe(Caller caller, String text) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        if (!ArnReader.isOurs(caller, arn)) {
            throw MachineFaults.doesNotExist(text);
        }
        Optional<Described> found = arn.qualifier().isEmpty() ? machine(caller, arn) : version(caller, arn);
        return found.orElseThrow(() -> MachineFaults.doesNotExist(text));
    }

    /** Lists machines, deleting ones included, in the order of their names. */
    public Page<Listed> list(Caller caller, int maxResults, Optional<String> token) {
        Optional<String> after = tokens.open(caller, LIST, token);
        int size = Page.size(maxResults);
        List<Listed> rows = database
                .read(
                        caller.tenant(),
                        sql -> MachineStore.list(caller.tenant(), caller.region(), sql, after.orElse(""), size + 1))
                .stream()
                .map(row -> new Listed(arn(caller, row.name()), row.type(), row.createdAt()))
                .toList();
        return Page.of(
                rows, size, machine -> tokens.seal(caller, LIST, machine.arn().name()));
    }

    /**
     * Begins to delete a machine; no error when it does not exist. It is gone when nothing of it runs, see {@link Deletions}.
     *
     * @param expected what the machine has to be
     */
    public void delete(Caller caller, String text, Precondition<Described> expected) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        if (arn.qualifier().isPresent()) {
            throw MachineFaults.notHere(text);
        }
        if (!ArnReader.isOurs(caller, arn)) {
            expected.checkNothing();
            return;
        }
        database.write(caller.tenant(), sql -> {
            expected.check(() -> MachineStore.lock(caller.tenant(), caller.region(), sql, arn.name())
                    .map(machine -> described(arn, machine)));
            boolean marked = MachineStore.markDeleting(caller.tenant(), caller.region(), sql, arn.name());
            if (marked) {
                changes.append(caller.tenant(), sql, arn.region(), ChangeKind.MACHINE_DELETING, arn.toString());
            }
            return marked;
        });
    }

    private static void checkLimit(DSLContext sql, Caller caller) {
        if (MachineStore.moreThan(MOST, caller.tenant(), caller.region(), sql)) {
            throw new Fault(
                    "StateMachineLimitExceeded", "An account has at most " + MOST + " state machines in a region");
        }
    }

    private Created repeated(DSLContext sql, Caller caller, CreateMachine request, Arn.StateMachine arn) {
        // Only between the two statements can it have gone; then the client may try again, as after any race with a
        // deletion.
        StateMachine existing = MachineStore.find(caller.tenant(), caller.region(), sql, request.name())
                .orElseThrow(() -> MachineFaults.deleting(arn));
        refuseDeleting(existing, arn);
        boolean same = existing.type() == request.type()
                && request.blueprint().repeats(existing.current().blueprint())
                && existing.request()
                        .equals(new StateMachine.Publishing(request.publish(), request.versionDescription()));
        if (!same) {
            throw new Fault("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
        }
        return created(arn, existing);
    }

    private static Created created(Arn.StateMachine arn, StateMachine machine) {
        return new Created(
                arn,
                machine.createdAt(),
                machine.request().publish() ? Optional.of(arn.qualified("1")) : Optional.empty());
    }

    /** A definition is checked before the transaction, for the type the machine has; a type never changes. */
    private void checkDefinition(
            Caller caller, UpdateMachine request, Arn.StateMachine arn, Precondition<Described> expected) {
        request.definition().ifPresent(definition -> {
            MachineType type = Optional.of(arn)
                    .filter(it -> isMachine(caller, it))
                    .flatMap(it -> machine(caller, it))
                    .map(found -> found.revision().type())
                    .orElseThrow(() -> expected.missing(MachineFaults.doesNotExist(request.arn())));
            rules.definition(definition, type);
        });
    }

    private StateMachine revised(DSLContext sql, Caller caller, StateMachine old, Blueprint blueprint, Instant now) {
        if (blueprint.equals(old.current().blueprint())) {
            return old;
        }
        UUID id = Uuid7.make(now.toEpochMilli(), RANDOM);
        Revision revision =
                new Revision(id, old.current().machineId(), old.name(), old.type(), Optional.of(id), blueprint, now);
        MachineStore.insertRevision(caller.tenant(), caller.region(), sql, revision);
        return new StateMachine(old.name(), old.createdAt(), old.request(), old.lastVersion(), false, revision);
    }

    private Optional<Described> machine(Caller caller, Arn.StateMachine arn) {
        return database.read(
                        caller.tenant(), sql -> MachineStore.find(caller.tenant(), caller.region(), sql, arn.name()))
                .map(machine -> described(arn, machine));
    }

    private static Described described(Arn.StateMachine arn, StateMachine machine) {
        return new Described(arn, machine.status(), machine.createdAt(), Optional.empty(), machine.current());
    }

    private Optional<Described> version(Caller caller, Arn.StateMachine arn) {
        return ArnReader.versionNumber(arn)
                .flatMap(number -> database.read(
                                caller.tenant(),
                                sql -> VersionStore.find(caller.tenant(), caller.region(), sql, arn.name(), number))
                        .map(version -> new Described(
                                arn,
                                version.deleting() ? "DELETING" : "ACTIVE",
                                version.numbered().createdAt(),
                                Optional.of(version.description()).filter(text -> !text.isEmpty()),
                                version.revision())));
    }

    private static StateMachine draft(CreateMachine request, Instant now) {
        Revision first = new Revision(
                Uuid7.make(now.toEpochMilli(), RANDOM),
                Uuid7.make(now.toEpochMilli(), RANDOM),
                request.name(),
                request.type(),
                Optional.empty(),
                request.blueprint(),
                now);
        return new StateMachine(
                request.name(),
                now,
                new StateMachine.Publishing(request.publish(), request.versionDescription()),
                request.publish() ? 1 : 0,
                false,
                first);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isMachine(Caller caller, Arn.StateMachine arn) {
        return arn.qualifier().isEmpty() && ArnReader.isOurs(caller, arn);
    }

    private static void refuseDeleting(StateMachine machine, Arn.StateMachine arn) {
        if (machine.deleting()) {
            throw MachineFaults.deleting(arn);
        }
    }

    private static Arn.StateMachine arn(Caller caller, String name) {
        return new Arn.StateMachine(caller.region().value(), caller.account().value(), name, Optional.empty());
    }
}
