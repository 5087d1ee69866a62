package dev.stepwell.control.types;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.domains.Domains;
import dev.stepwell.control.domains.RegistrationStatus;
import dev.stepwell.control.domains.SwfPages;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.quotas.TenantQuotas;
import dev.stepwell.control.references.TextRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The actions on types of one kind: Register, Describe, List, Deprecate, Undeprecate and Delete, each ending in WorkflowType or
 * ActivityType. All throw {@code UnknownResourceFault} when there is no such domain or type.
 */
public final class Types {
    /** Of one kind in a domain, deprecated ones included (developer guide, "Quotas"). */
    private static final String MOST = "swf.TypesPerDomain";

    private final TypeKind kind;
    private final ControlDatabase database;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Types of one kind in one database. */
    public Types(TypeKind kind, ControlDatabase database, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        this.kind = kind;
        this.database = database;
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Registers a type; throws {@code TypeAlreadyExistsFault}, also when the type is deprecated. */
    public void register(
            Caller caller, String domain, TypeName type, Optional<String> description, TypeDefaults defaults) {
        type.check();
        description.ifPresent(text -> TextRules.storable("description", text));
        Shelf shelf = Shelf.of(caller, domain, kind);
        RegisteredType made = new RegisteredType(type, description, now(), Optional.empty(), defaults);
        database.write(caller.tenant(), sql -> {
            Domains.requireInUse(caller, sql, domain);
            if (!TypeStore.insert(caller.tenant(), sql, shelf, made)) {
                throw alreadyExists(type);
            }
            long most = TenantQuotas.most(caller.tenant(), sql, MOST);
            if (TypeStore.areMoreThan(most, caller.tenant(), sql, shelf)) {
                throw new Fault("LimitExceededFault", "A domain has at most " + most + " types of a kind");
            }
            return made;
        });
    }

    /** The type with its defaults. */
    public RegisteredType describe(Caller caller, String domain, TypeName type) {
        return find(caller, domain, type).orElseThrow(() -> unknown(type));
    }

    /** The type with its defaults, if there is one in the domain, which must be there. What the execution plane asks. */
    public Optional<RegisteredType> find(Caller caller, String domain, TypeName type) {
        return database.read(caller.tenant(), sql -> find(caller, sql, domain, type));
    }

    /** The types in one status, perhaps of one name only, in the order of their names and versions. */
    public Page<RegisteredType> list(
            Caller caller, String domain, RegistrationStatus status, Optional<String> name, SwfPages wanted) {
        name.ifPresent(text -> TextRules.storable("name", text));
        String list = "List" + kind + "/" + domain + "/" + status
                + name.map(only -> "/" + only).orElse("");
        SwfPages.Cut cut = wanted.cut(caller, tokens, list);
        List<RegisteredType> rows = database.read(caller.tenant(), sql -> {
            Domains.require(caller, sql, domain);
            return TypeStore.list(caller.tenant(), sql, Shelf.of(caller, domain, kind), status, name, cut);
        });
        return Page.of(
                rows,
                wanted.length(),
                last -> wanted.tokenBehind(
                        caller, tokens, list, last.type().name(), last.type().version()));
    }

    /** Deprecates a type; throws {@code TypeDeprecatedFault} when it already is. */
    public void deprecate(Caller caller, String domain, TypeName type) {
        setDeprecated(caller, domain, type, now(), new Fault("TypeDeprecatedFault", kind.print(type)));
    }

    /** Takes a deprecated type into use again; throws {@code TypeAlreadyExistsFault} when it is in use. */
    public void undeprecate(Caller caller, String domain, TypeName type) {
        setDeprecated(caller, domain, type, null, alreadyExists(type));
    }

    private void setDeprecated(Caller caller, String domain, TypeName type, @Nullable Instant at, Fault already) {
        change(caller, domain, type, already, sql -> {
            Shelf shelf = Shelf.of(caller, domain, kind);
            return TypeStore.setDeprecated(caller.tenant(), sql, shelf, type, at);
        });
    }

    /** Deletes a deprecated type; throws {@code TypeNotDeprecatedFault} when it is in use. */
    public void delete(Caller caller, String domain, TypeName type) {
        Fault inUse = new Fault(
                "TypeNotDeprecatedFault",
                "The type is currently registered and cannot be deleted in its current state");
        change(caller, domain, type, inUse, sql -> {
            Shelf shelf = Shelf.of(caller, domain, kind);
            return TypeStore.delete(caller.tenant(), sql, shelf, type);
        });
    }

    /** A change that hits the type's row only when it stands as it must. */
    private interface Step {
        boolean done(DSLContext sql);
    }

    private void change(Caller caller, String domain, TypeName type, Fault notNow, Step step) {
        database.write(caller.tenant(), sql -> {
            if (!step.done(sql)) {
                throw find(caller, sql, domain, type).isPresent() ? notNow : unknown(type);
            }
            String subject = Domains.arn(caller, domain).toString();
            changes.append(caller.tenant(), sql, caller.region().value(), ChangeKind.SWF_DOMAIN_CHANGED, subject);
            return type;
        });
    }

    private Optional<RegisteredType> find(Caller caller, DSLContext sql, String domain, TypeName type) {
        Optional<RegisteredType> found = TypeStore.find(caller.tenant(), sql, Shelf.of(caller, domain, kind), type);
        if (found.isEmpty()) {
            Domains.require(caller, sql, domain);
        }
        return found;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Fault alreadyExists(TypeName type) {
        return new Fault("TypeAlreadyExistsFault", kind.print(type));
    }

    private Fault unknown(TypeName type) {
        return new Fault("UnknownResourceFault", "Unknown type: " + kind.print(type));
    }
}
