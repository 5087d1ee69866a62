package dev.stepwell.control.aliases;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.control.aliases.Alias.Route;
import dev.stepwell.control.aliases.AliasStore.After;
import dev.stepwell.control.aliases.AliasStore.Machine;
import dev.stepwell.control.aliases.AliasStore.Row;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.MachineFaults;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.names.Arn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.DSLContext;

/** The actions on aliases of machines. Each change holds the machine's row, so that no version goes while an alias is led to it. */
public final class Aliases {
    /** The most aliases of one machine (service quotas). */
    private static final int MOST = 100;

    /** With something else than digits, or it would be taken for the number of a version. */
    private static final Pattern NAME = Pattern.compile("(?=.*[a-zA-Z_.-])[a-zA-Z0-9_.-]{1,80}");

    private static final String LIST = "ListStateMachineAliases";

    private final ControlDatabase database;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Aliases in one database. */
    public Aliases(ControlDatabase database, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** One line of a routing configuration: the ARN of a version and its share of the starts, of 100. */
    public record Target(String versionArn, int weight) {}

    /** CreateStateMachineAlias: idempotent on everything given; a name taken by another alias is {@code ConflictException}. */
    public Alias create(Caller caller, String name, Optional<String> description, List<Target> targets) {
        checkName(name);
        Routing routing = Routing.read(targets);
        description.ifPresent(given -> TextRules.storable("description", given));
        Arn.StateMachine arn = routing.machine().qualified(name);
        Instant now = now();
        Row wanted = new Row(name, description.orElse(""), routing.routes(), now, now);
        return database.write(caller.tenant(), sql -> {
            Machine machine = lock(sql, caller, arn, MachineFaults::resourceNotFound);
            Optional<Row> existing = AliasStore.find(caller.tenant(), caller.region(), sql, machine.id(), name);
            if (existing.isPresent()) {
                return repeated(arn, wanted, existing.get());
            }
            checkVersions(sql, caller, machine, wanted.routes());
            checkLimit(sql, caller, machine);
            AliasStore.insert(caller.tenant(), caller.region(), sql, machine.id(), wanted);
            changes.append(caller.tenant(), sql, arn.region(), ChangeKind.ALIAS_CHANGED, arn.toString());
            return alias(arn, wanted);
        });
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Fault("InvalidName", "Invalid Name: '" + name + "'");
        }
    }

    private static Alias repeated(Arn.StateMachine arn, Row wanted, Row existing) {
        Alias alias = alias(arn, existing);
        if (!alias.says(wanted.description(), wanted.routes())) {
            throw new Fault(
                    "ConflictException",
                    "Failed to create alias because an alias with the same name and a different routing configuration "
                            + "already exists.");
        }
        return alias;
    }

    /** DescribeStateMachineAlias: throws {@code ResourceNotFound}. */
    public Alias describe(Caller caller, String text) {
        Arn.StateMachine arn = read(text);
        if (!ArnReader.isOurs(caller, arn)) {
            throw MachineFaults.resourceNotFound();
        }
        return database.read(
                        caller.tenant(),
                        sql -> AliasStore.machine(caller.tenant(), caller.region(), sql, arn.name())
                                .flatMap(machine -> AliasStore.find(
                                        caller.tenant(), caller.region(), sql, machine.id(), name(arn))))
                .map(row -> alias(arn, row))
                .orElseThrow(MachineFaults::resourceNotFound);
    }

    /**
     * UpdateStateMachineAlias: what is absent stays as it is; what changes nothing leaves the time of the last change.
     *
     * @param expected what the alias has to be
     */
    public Alias update(
            Caller caller,
            String text,
            Optional<String> description,
            Optional<List<Target>> targets,
            Precondition<Alias> expected) {
        Arn.StateMachine arn = read(text);
        if (description.isEmpty() && targets.isEmpty()) {
            throw new Fault(
                    "ValidationException",
                    "Either the description or the RoutingConfiguration must be specified",
                    Map.of("reason", "MISSING_REQUIRED_PARAMETER"));
        }
        description.ifPresent(given -> TextRules.storable("description", given));
        Optional<List<Route>> routes =
                targets.map(given -> Routing.read(given).of(arn.unqualified()).routes());
        return database.write(caller.tenant(), sql -> {
            Machine machine = lock(sql, caller, arn, () -> expected.missing(MachineFaults.resourceNotFound()));
            Row old = AliasStore.find(caller.tenant(), caller.region(), sql, machine.id(), name(arn))
                    .orElseThrow(() -> expected.missing(MachineFaults.resourceNotFound()));
            expected.check(() -> Optional.of(alias(arn, old)));
            Row changed = new Row(
                    old.name(),
                    description.orElse(old.description()),
                    routes.orElse(old.routes()),
                    old.createdAt(),
                    now());
            if (alias(arn, old).says(changed.description(), changed.routes())) {
                return alias(arn, old);
            }
            checkVersions(sql, caller, machine, changed.routes());
            AliasStore.update(caller.tenant(), caller.region(), sql, machine.id(), changed);
            changes.append(caller.tenant(), sql, arn.region(), ChangeKind.ALIAS_CHANGED, arn.toString());
            return alias(arn, changed);
        });
    }

    /** ListStateMachineAliases: those of a machine, or only those that lead to a version, in the order of their names. */
    public Page<Listed> list(Caller caller, String text, int maxResults, Optional<String> token) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        Optional<Integer> version = ArnReader.versionNumber(arn);
        if (arn.qualifier().isPresent() && version.isEmpty()) {
            throw MachineFaults.notHere(text);
        }
        String list = LIST + "/" + arn;
        Optional<String> last = tokens.open(caller, list, token);
        int size = Page.size(maxResults);
        List<AliasStore.Listed> rows = database.read(caller.tenant(), sql -> {
            Machine machine = Optional.of(arn)
                    .filter(it -> ArnReader.isOurs(caller, it))
                    .flatMap(it -> AliasStore.machine(caller.tenant(), caller.region(), sql, it.name()))
                    .orElseThrow(
                            () -> MachineFaults.doesNotExist(arn.unqualified().toString()));
            refuseDeleting(machine, arn);
            version.ifPresent(number -> checkVersions(sql, caller, machine, List.of(new Route(number, 0))));
            After after = new After(last.orElse(""), size + 1);
            return AliasStore.list(caller.tenant(), caller.region(), sql, machine, version, after);
        });
        return Page.of(rows, size, row -> tokens.seal(caller, list, row.name()))
                .map(row -> new Listed(arn.qualified(row.name()), row.createdAt()));
    }

    /** One line of ListStateMachineAliases. */
    public record Listed(Arn.StateMachine arn, Instant createdAt) {}

    /**
     * DeleteStateMachineAlias: its versions stay; no error when it does not exist.
     *
     * @param expected what the alias has to be
     */
    public void delete(Caller caller, String text, Precondition<Alias> expected) {
        Arn.StateMachine arn = read(text);
        if (!ArnReader.isOurs(caller, arn)) {
            expected.checkNothing();
            return;
        }
        database.write(caller.tenant(), sql -> {
            Optional<Machine> held = AliasStore.lockMachine(caller.tenant(), caller.region(), sql, arn.name());
            expected.check(() -> held.flatMap(
                            machine -> AliasStore.find(caller.tenant(), caller.region(), sql, machine.id(), name(arn)))
                    .map(row -> alias(arn, row)));
            boolean deleted = held.map(machine ->
                            AliasStore.delete(caller.tenant(), caller.region(), sql, machine.id(), name(arn)))
                    .orElse(false);
            if (deleted) {
                changes.append(caller.tenant(), sql, arn.region(), ChangeKind.ALIAS_CHANGED, arn.toString());
            }
            return deleted;
        });
    }

    private static Machine lock(DSLContext sql, Caller caller, Arn.StateMachine arn, Supplier<Fault> missing) {
        Machine machine = Optional.of(arn)
                .filter(it -> ArnReader.isOurs(caller, it))
                .flatMap(it -> AliasStore.lockMachine(caller.tenant(), caller.region(), sql, it.name()))
                .orElseThrow(missing);
        refuseDeleting(machine, arn);
        return machine;
    }

    private static void refuseDeleting(Machine machine, Arn.StateMachine arn) {
        if (machine.deleting()) {
            throw MachineFaults.deleting(arn);
        }
    }

    private static void checkVersions(DSLContext sql, Caller caller, Machine machine, List<Route> routes) {
        List<Integer> numbers = routes.stream().map(Route::version).toList();
        UUID id = machine.id();
        if (AliasStore.countVersions(caller.tenant(), caller.region(), sql, id, numbers) < numbers.size()) {
            throw MachineFaults.resourceNotFound();
        }
    }

    private static void checkLimit(DSLContext sql, Caller caller, Machine machine) {
        if (AliasStore.count(caller.tenant(), caller.region(), sql, machine.id()) >= MOST) {
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "A state machine can have at most " + MOST + " aliases: delete those that are not used");
        }
    }

    private static Arn.StateMachine read(String text) {
        Arn.StateMachine arn = ArnReader.stateMachine(text);
        if (ArnReader.aliasName(arn).isEmpty()) {
            throw MachineFaults.notHere(text);
        }
        return arn;
    }

    private static String name(Arn.StateMachine arn) {
        return arn.qualifier().orElseThrow();
    }

    private static Alias alias(Arn.StateMachine arn, Row row) {
        return new Alias(arn, row.description(), row.routes(), row.createdAt(), row.updatedAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
